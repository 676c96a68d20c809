/**
 * Results of work on source trees that are kept as long as the trees give the same answers: bounded in bytes, shared by
 * threads, invisible but for the time that they save. Knows nothing of what the work is.
 */
package io.github.ksailbot.engine.kustomize.memo;
