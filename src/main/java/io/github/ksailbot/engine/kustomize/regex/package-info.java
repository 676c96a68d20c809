/**
 * Regular expressions of a repository, which is not trusted: Go's syntax, and a matcher whose time grows with the
 * length of the text and of the expression, and with nothing else.
 */
package io.github.ksailbot.engine.kustomize.regex;
