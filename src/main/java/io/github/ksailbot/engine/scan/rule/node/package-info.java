/** Rules about nodes. */
package io.github.ksailbot.engine.scan.rule.node;
