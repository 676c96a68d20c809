/** Rules about what a cluster lets in: Pod Security admission and the PodSecurityPolicy before it. */
package io.github.ksailbot.engine.scan.rule.admission;
