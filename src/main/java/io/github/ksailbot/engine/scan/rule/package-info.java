/** What a rule of a security control is, and what helps to write one; each room below is a theme of rules. */
package io.github.ksailbot.engine.scan.rule;
