/** Controls of one's own: CEL expressions in YAML, with cases beside them that say what they must find. */
package io.github.ksailbot.engine.scan.own;
