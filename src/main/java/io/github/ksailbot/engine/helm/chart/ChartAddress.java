package io.github.ksailbot.engine.helm.chart;

/** Where a chart is that is not in the repository. */
public sealed interface ChartAddress {
    /**
     * A chart of a repository with an {@code index.yaml}.
     *
     * @param url of the repository, {@code https://charts.example.org/stable}
     * @param name of the chart
     * @param version exact, or a range such as {@code 1.x} or {@code >=1.2 <2}; empty or {@code *} for the newest that is no
     *     pre-release
     */
    record Repository(String url, String name, String version) implements ChartAddress {
        @Override
        public String describe() {
            return "the chart `%s`%s of `%s`"
                    .formatted(name, version.isEmpty() ? "" : " " + version, withoutCredentials(url));
        }

        @Override
        public boolean isPinned() {
            return ChartVersions.isExact(version);
        }
    }

    /**
     * A chart in an OCI registry.
     *
     * @param repository without scheme and tag, {@code ghcr.io/org/charts/podinfo}
     * @param reference a tag; for {@code semver} a range of them; for {@code digest} {@code sha256:…}; empty for the newest
     * @param kind what the reference is
     */
    record Oci(String repository, String reference, ReferenceKind kind) implements ChartAddress {
        /** What stands for an artifact. */
        public enum ReferenceKind {
            TAG,
            SEMVER,
            DIGEST
        }

        @Override
        public String describe() {
            String separator = kind == ReferenceKind.DIGEST ? "@" : kind == ReferenceKind.TAG ? ":" : " ";
            return "the chart `oci://%s%s`".formatted(repository, reference.isEmpty() ? "" : separator + reference);
        }

        @Override
        public boolean isPinned() {
            return kind == ReferenceKind.DIGEST || ChartVersions.isExact(reference);
        }
    }

    /**
     * A directory of another Git repository.
     *
     * @param url as a {@code GitRepository} writes it
     * @param ref branch, tag or commit; empty for the default branch
     * @param path of the chart in the repository
     */
    record Git(String url, String ref, String path) implements ChartAddress {
        @Override
        public String describe() {
            return "the chart `%s` of the Git repository `%s`%s"
                    .formatted(path, withoutCredentials(url), ref.isEmpty() ? "" : " at `" + ref + "`");
        }

        @Override
        public boolean isPinned() {
            return ref.matches("[0-9a-f]{40}|[0-9a-f]{64}");
        }
    }

    /** For people, without credentials: {@code the chart `redis` 1.2.3 of `https://charts.example.org`}. */
    String describe();

    /** Whether it means the same chart tomorrow. */
    boolean isPinned();

    private static String withoutCredentials(String url) {
        return url.replaceFirst("^([a-z]+://)[^/@]*@", "$1");
    }
}
