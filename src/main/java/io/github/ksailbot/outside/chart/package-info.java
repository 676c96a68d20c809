/** Renders Helm charts in a child process, which has nothing that a chart could read, reach or break. */
package io.github.ksailbot.outside.chart;
