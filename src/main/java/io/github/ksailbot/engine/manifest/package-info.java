/** YAML nodes with origins, Kubernetes' scalar rules, and field paths. */
package io.github.ksailbot.engine.manifest;
