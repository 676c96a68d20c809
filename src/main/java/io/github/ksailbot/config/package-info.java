/** What the bot's operator can set. */
package io.github.ksailbot.config;
