/** Rules about who may do what: roles, bindings and their subjects. */
package io.github.ksailbot.engine.scan.rule.rbac;
