package io.github.ksailbot.engine.argocd;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Argo CD lets paths and values ask for, such as {@code $ARGOCD_APP_NAME}. Revisions are known in the cluster only, and
 * stay as they are written.
 *
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/build-environment/">Argo CD</a>
 */
final class BuildEnvironment {
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$|\\w+|\\{\\w+\\})");

    private final Map<String, String> variables = new LinkedHashMap<>();

    BuildEnvironment(Application application, ApplicationSource source) {
        variables.put("ARGOCD_APP_NAME", application.name());
        variables.put("ARGOCD_APP_NAMESPACE", application.destinationNamespace());
        variables.put("ARGOCD_APP_PROJECT_NAME", application.project());
        variables.put("ARGOCD_APP_SOURCE_PATH", source.path());
        variables.put("ARGOCD_APP_SOURCE_REPO_URL", source.repoUrl());
        variables.put("ARGOCD_APP_SOURCE_TARGET_REVISION", source.revision());
    }

    /** A text with its variables; a double dollar sign is one. */
    String substituted(String text) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            String name = matcher.group(1).replaceAll("[{}]", "");
            String value = name.equals("$") ? "$" : variables.get(name);
            out.append(text, from, matcher.start()).append(value == null ? matcher.group() : value);
            from = matcher.end();
        }
        return out.append(text.substring(from)).toString();
    }
}
