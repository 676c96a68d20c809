/** What {@code generators}, {@code transformers} and {@code validators} configure: the built-in ones; all others are refused. */
package io.github.ksailbot.engine.kustomize.plugin;
