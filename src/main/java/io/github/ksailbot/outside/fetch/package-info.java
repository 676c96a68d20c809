/** What comes from outside of a repository, by the operator's leave: Git repositories, files of web servers, charts. */
package io.github.ksailbot.outside.fetch;
