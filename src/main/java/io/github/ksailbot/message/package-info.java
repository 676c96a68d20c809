/** How a verdict reads on GitHub: plain Java writers over a small Markdown builder that escapes and keeps to limits. */
package io.github.ksailbot.message;
