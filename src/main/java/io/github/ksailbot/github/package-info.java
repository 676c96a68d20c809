/**
 * GitHub's REST API behind the workflow's ports. The client is the project's own, on {@code java.net.http}: the usual one
 * asks for the rate limit with every client and for the repository with every call, which would double the number of
 * requests that a verdict costs.
 */
package io.github.ksailbot.github;
