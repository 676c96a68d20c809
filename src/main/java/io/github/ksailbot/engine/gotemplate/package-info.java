/** Go's {@code text/template}, without its methods, with limits. */
package io.github.ksailbot.engine.gotemplate;
