/** {@code scan}: security posture. */
package io.github.ksailbot.cli.scan;
