/** The values of a release: merged, set at a path, and held against a chart's schema. */
package io.github.ksailbot.engine.helm.values;
