/** A scan's result as files that other programs and people read. */
package io.github.ksailbot.engine.scan.report;
