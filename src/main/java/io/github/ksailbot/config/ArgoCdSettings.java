package io.github.ksailbot.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What rendering knows of Argo CD beside what repositories say. */
public interface ArgoCdSettings {
    /**
     * Clusters that Argo CD has and no Secret in a repository declares, by their names there: what the generator
     * {@code clusters} of ApplicationSets is expanded with.
     */
    Map<String, Cluster> clusters();

    /** A cluster of Argo CD. Nothing of it is secret: whoever it is told of may show it in a rendered manifest. */
    interface Cluster {
        /** Address of its API server, as Applications name it. */
        String server();

        /** The project that it belongs to. */
        Optional<String> project();

        /** Labels of its Secret, which selectors ask for. */
        Map<String, String> labels();

        Map<String, String> annotations();

        /** Version of Kubernetes that charts for it are rendered with; without one, that of all charts. */
        Optional<String> kubernetesVersion();

        /** Whose ApplicationSets are expanded with it: {@code OWNER/NAME} or {@code OWNER/*}. */
        List<String> repositories();
    }
}
