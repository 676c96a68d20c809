/** kustomize's own files as typed values, read as strictly as kustomize reads them. */
package io.github.ksailbot.engine.kustomize.typed;
