/** What the bot vouches for: signatures and provenance of artifacts, in cosign's forms. */
package io.github.ksailbot.delivery.signature;
