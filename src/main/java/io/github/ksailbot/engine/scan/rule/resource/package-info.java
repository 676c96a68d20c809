/** Rules about the resources that containers ask for and may use. */
package io.github.ksailbot.engine.scan.rule.resource;
