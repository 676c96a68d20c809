/** Rules about credentials that are written where many can read them. */
package io.github.ksailbot.engine.scan.rule.secret;
