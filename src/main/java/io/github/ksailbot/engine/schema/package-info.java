/** A manifest against Kubernetes' schemas. */
package io.github.ksailbot.engine.schema;
