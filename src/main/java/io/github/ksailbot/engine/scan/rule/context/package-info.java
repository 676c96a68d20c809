/** Rules about what the security contexts of pods and containers set: C-0211. */
@org.jspecify.annotations.NullMarked
package io.github.ksailbot.engine.scan.rule.context;
