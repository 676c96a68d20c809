/** Rules about templates of sandboxes for agents ({@code SandboxTemplate}). */
package io.github.ksailbot.engine.scan.rule.sandbox;
