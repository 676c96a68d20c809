/** Rules about where images come from. */
package io.github.ksailbot.engine.scan.rule.image;
