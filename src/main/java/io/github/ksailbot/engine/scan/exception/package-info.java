/** Exceptions: what a scan's settings let pass, in Kubescape's form, and for how long. */
package io.github.ksailbot.engine.scan.exception;
