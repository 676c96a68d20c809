package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;

/**
 * One source of an {@link Application}.
 *
 * @param node as it is written, overrides of the repository merged in
 */
record ApplicationSource(MappingNode node) {

    String repoUrl() {
        return node.text("repoURL");
    }

    /** Empty when it is not said. */
    String path() {
        return node.text("path");
    }

    String revision() {
        return node.text("targetRevision");
    }

    /** The name of a chart of a Helm repository; empty for everything else. */
    String chart() {
        return node.text("chart");
    }

    /** The name by which values files of other sources mean this one; empty when it has none. */
    String ref() {
        return node.text("ref");
    }

    /** Whether it is there for others' values files only. */
    boolean isReferenceOnly() {
        return !ref().isEmpty() && path().isEmpty() && chart().isEmpty();
    }

    MappingNode helm() {
        return Fields.mapping(node, "helm");
    }

    MappingNode kustomize() {
        return Fields.mapping(node, "kustomize");
    }

    MappingNode directory() {
        return Fields.mapping(node, "directory");
    }

    /** The line that says which files it is. */
    Origin origin() {
        return Fields.origin(node, !chart().isEmpty() ? "chart" : node.has("path") ? "path" : "repoURL");
    }

    /** Without credentials. */
    String describe() {
        String url = withoutCredentials(repoUrl());
        return chart().isEmpty() ? "`" + url + "`" : "the chart `" + chart() + "` of `" + url + "`";
    }

    static String withoutCredentials(String url) {
        return url.replaceFirst("^([a-z]+://)[^/@]*@", "$1");
    }
}
