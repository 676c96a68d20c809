/** The one door that GitHub's webhooks come through, and what they ask for. */
package io.github.ksailbot.github.webhook;
