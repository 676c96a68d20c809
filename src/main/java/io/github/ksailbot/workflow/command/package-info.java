/** Commands that people give in comments: their grammar, who may give them, and how they are answered. */
package io.github.ksailbot.workflow.command;
