/** The use cases of the bot, and the ports that they need. */
package io.github.ksailbot.workflow;
