/** Helm charts as files: read from the repository or from an archive, with what they depend on. */
package io.github.ksailbot.engine.helm.chart;
