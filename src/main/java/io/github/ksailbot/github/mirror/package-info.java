/** The bot's own bare copies of repositories, fetched by JGit. Nothing in them is ever executed or checked out. */
package io.github.ksailbot.github.mirror;
