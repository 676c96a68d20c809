/** The program of the child process that renders Helm charts, and what it is asked and answers. */
package io.github.ksailbot.outside.chart.worker;
