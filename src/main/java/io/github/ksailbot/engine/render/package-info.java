/** What an environment's cluster would get, and what no environment reaches. */
package io.github.ksailbot.engine.render;
