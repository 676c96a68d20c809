/** The transformers that set names, namespaces, labels, annotations, images and replicas. */
package io.github.ksailbot.engine.kustomize.transform;
