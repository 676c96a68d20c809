package io.github.ksailbot.cli.render;

import java.nio.file.Path;

/**
 * What became of one directory.
 *
 * @param asked the directory
 * @param exitCode 0, 1 or 2
 * @param text the manifests; empty when there were errors
 * @param origins who wrote each value, as JSON; empty when nobody asked, or when there were errors
 * @param findings errors and warnings for people; empty when there are none
 */
record Rendering(Path asked, int exitCode, String text, String origins, String findings) {}
