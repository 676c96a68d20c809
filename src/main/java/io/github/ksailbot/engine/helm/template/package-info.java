/** What a chart renders to: the port to what renders it, and where each value of the result was written. */
package io.github.ksailbot.engine.helm.template;
