/** What was asked of a source tree, so that work can be taken again where another tree gives the same answers. */
package io.github.ksailbot.engine.source.trace;
