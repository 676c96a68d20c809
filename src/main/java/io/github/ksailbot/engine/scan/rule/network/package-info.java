/** Rules about services and who they lead to. */
package io.github.ksailbot.engine.scan.rule.network;
