package io.github.ksailbot.engine.argocd;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What Argo CD lets paths and values ask for, such as {@code $ARGOCD_APP_NAME}, in the words of Go's {@code os.Expand}: what has
 * no value becomes nothing. Revisions are known in the cluster only, and stay as they are written.
 *
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/build-environment/">Argo CD</a>
 */
final class BuildEnvironment {
    private static final Set<String> REVISIONS =
            Set.of("ARGOCD_APP_REVISION", "ARGOCD_APP_REVISION_SHORT", "ARGOCD_APP_REVISION_SHORT_8");
    private static final String SPECIAL = "*#$@!?-0123456789";

    private final Map<String, String> variables = new LinkedHashMap<>();

    /** @param instance the Application's name, with its namespace before it where that is not Argo CD's own */
    BuildEnvironment(Application application, ApplicationSource source, String instance) {
        variables.put("ARGOCD_APP_NAME", instance);
        variables.put("ARGOCD_APP_NAMESPACE", application.destinationNamespace());
        variables.put("ARGOCD_APP_PROJECT_NAME", application.project());
        variables.put("ARGOCD_APP_SOURCE_PATH", source.path());
        variables.put("ARGOCD_APP_SOURCE_REPO_URL", source.repoUrl());
        variables.put("ARGOCD_APP_SOURCE_TARGET_REVISION", source.revision());
        variables.put("$", "$");
        REVISIONS.forEach(name -> variables.put(name, "${" + name + "}"));
    }

    /** A text with its variables; a double dollar sign is one. */
    String substituted(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '$' || at + 1 == text.length()) {
                out.append(c);
                at++;
                continue;
            }
            int from = at + 1;
            int end = end(text, from);
            if (end == from) {
                // a sign that begins no name stays
                out.append(c);
            } else {
                out.append(value(text.substring(from, end)));
            }
            at = end;
        }
        return out.toString();
    }

    /** Where what stands behind a dollar sign ends; broken braces are taken, as Go takes them. */
    private static int end(String text, int from) {
        char first = text.charAt(from);
        if (first == '{') {
            boolean special = from + 2 < text.length()
                    && SPECIAL.indexOf(text.charAt(from + 1)) >= 0
                    && text.charAt(from + 2) == '}';
            int close = special ? from + 2 : text.indexOf('}', from + 1);
            // an empty name takes both braces, one that is not closed the first
            return close < 0 ? from + 1 : close + 1;
        }
        if (SPECIAL.indexOf(first) >= 0) {
            return from + 1;
        }
        int end = from;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private String value(String name) {
        String plain = name.startsWith("{") ? name.substring(1, Math.max(1, name.length() - 1)) : name;
        return variables.getOrDefault(plain, "");
    }
}
