/** Rules about workloads and what belongs to them. */
package io.github.ksailbot.engine.scan.rule.workload;
