/** Controls, frameworks and rules by name: what can be scanned for. */
package io.github.ksailbot.engine.scan.catalog;
