/** When subjects are judged: one job each at a time, retried, resumed after a crash, and given up in the end. */
package io.github.ksailbot.job;
