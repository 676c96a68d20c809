/** A closure against security controls: what failed where, and how much of it complies. */
package io.github.ksailbot.engine.scan;
