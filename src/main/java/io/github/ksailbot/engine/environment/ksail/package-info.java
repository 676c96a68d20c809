/** Environments of {@code ksail.yaml} and {@code ksail.&lt;env&gt;.yaml}. */
package io.github.ksailbot.engine.environment.ksail;
