/** The files of a commit, of a directory or of a test, behind one path jail. */
package io.github.ksailbot.engine.source;
