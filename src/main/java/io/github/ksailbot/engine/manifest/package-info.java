/** YAML with origins: reading by Kubernetes' rules, writing as kustomize does. */
package io.github.ksailbot.engine.manifest;
