/** Name references: fields that name other resources follow them when they are renamed. */
package io.github.ksailbot.engine.kustomize.reference;
