/** The gate of a scan: trusted settings, both sides of a change, and what a better score may hide. */
package io.github.ksailbot.engine.scan.gate;
