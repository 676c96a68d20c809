/** Rules about what containers mount from their nodes. */
package io.github.ksailbot.engine.scan.rule.volume;
