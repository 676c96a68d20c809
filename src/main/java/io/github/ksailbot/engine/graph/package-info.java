/** From an environment's entry to all that its cluster gets: objects that bring more objects, followed to the end. */
package io.github.ksailbot.engine.graph;
