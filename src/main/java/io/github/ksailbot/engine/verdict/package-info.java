/** Both sides of a change judged and compared. */
package io.github.ksailbot.engine.verdict;
