/** What an environment is: its name, its entry, its engine, and how it is delivered and validated. */
package io.github.ksailbot.engine.environment;
