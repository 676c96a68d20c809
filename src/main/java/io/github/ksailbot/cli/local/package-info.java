/** What a command finds on this machine: sources, environments, and how they are rendered. */
package io.github.ksailbot.cli.local;
