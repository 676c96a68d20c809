/** Environments: ksail.yaml, ksail.&lt;env&gt;.yaml, and a repository's layout where there are none. */
package io.github.ksailbot.engine.environment;
