/** YAML as text: reading by Kubernetes' rules, writing as kustomize does. */
package io.github.ksailbot.engine.manifest.yaml;
