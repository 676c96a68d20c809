/** What a repository says about its own delivery, in {@code .github/ksail-bot.yaml}. */
package io.github.ksailbot.engine.settings;
