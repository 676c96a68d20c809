/** The entry point of the jar, and what puts the floors together. */
package io.github.ksailbot;
