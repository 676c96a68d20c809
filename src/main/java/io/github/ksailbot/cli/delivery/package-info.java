/** {@code push} and {@code reconcile}. */
package io.github.ksailbot.cli.delivery;
