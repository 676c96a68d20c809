/** What must not be read by everybody, taken out of what clusters and logs say. */
package io.github.ksailbot.delivery.redaction;
