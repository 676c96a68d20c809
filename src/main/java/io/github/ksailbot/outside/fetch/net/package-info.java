/** Requests to hosts that the operator allows: where they may lead, what they may cost, what is kept of the answers. */
package io.github.ksailbot.outside.fetch.net;
