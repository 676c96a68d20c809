/** What the bot remembers: deliveries, what is wanted of which subject, and verdicts; in H2 or PostgreSQL. */
package io.github.ksailbot.store;
