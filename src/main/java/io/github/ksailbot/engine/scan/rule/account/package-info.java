/** Rules about service accounts and their tokens. */
package io.github.ksailbot.engine.scan.rule.account;
