/** All environments of a repository, wherever they are declared. */
package io.github.ksailbot.engine.environment.discovery;
