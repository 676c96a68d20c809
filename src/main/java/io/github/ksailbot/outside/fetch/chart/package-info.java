/** Helm charts of repositories, registries and Git servers: which version, and its archive. */
package io.github.ksailbot.outside.fetch.chart;
