package io.github.ksailbot.cli.scan;

import io.github.ksailbot.cli.InDirectory;
import io.github.ksailbot.cli.Run;

/** A directory that is scanned. */
abstract class InScan extends InDirectory {
    /** In the file {@code web.yaml}, line 12 is what is wrong. */
    static final String DEPLOYMENT = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          template:
            spec:
              containers:
                - name: main
                  image: nginx
                  securityContext:
                    privileged: true
        """;

    Run scan(String... flags) {
        String[] words = new String[flags.length + 2];
        words[0] = "scan";
        words[1] = directory.toString();
        System.arraycopy(flags, 0, words, 2, flags.length);
        return Run.of(words);
    }
}
