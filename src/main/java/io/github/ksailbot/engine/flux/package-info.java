/** What Flux's controllers make of a source tree. */
package io.github.ksailbot.engine.flux;
