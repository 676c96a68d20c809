/** Repositories of other Git servers, read through the operator's rules. */
package io.github.ksailbot.outside.fetch.git;
