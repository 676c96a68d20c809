/** Statuses and scores: the arithmetic of compliance, as Kubescape does it. */
package io.github.ksailbot.engine.scan.score;
