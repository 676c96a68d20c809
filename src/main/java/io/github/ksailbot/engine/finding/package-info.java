/** The words every result is said in. */
package io.github.ksailbot.engine.finding;
