/** Resources that SOPS encrypted with age: opened with the operator's keys, and never shown. */
package io.github.ksailbot.engine.sops;
