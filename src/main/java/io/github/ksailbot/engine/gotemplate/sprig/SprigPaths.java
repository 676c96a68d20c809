package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paths and addresses, as Go's {@code path} and {@code net/url} take them apart. */
final class SprigPaths {
    static final Map<String, GoFunction> ALL = all();

    private SprigPaths() {}

    private static Map<String, GoFunction> all() {
        Map<String, GoFunction> all = new HashMap<>();
        all.put("base", a -> base(a.exactly(1).string(0)));
        all.put("dir", a -> dir(a.exactly(1).string(0)));
        all.put("clean", a -> clean(a.exactly(1).string(0)));
        all.put("ext", a -> ext(a.exactly(1).string(0)));
        all.put("isAbs", a -> a.exactly(1).string(0).startsWith("/"));
        for (String name : List.copyOf(all.keySet())) {
            // the same on the systems that controllers run on
            all.put("os" + Character.toUpperCase(name.charAt(0)) + name.substring(1), all.get(name));
        }
        all.put("urlParse", SprigPaths::urlParse);
        all.put("urlJoin", SprigPaths::urlJoin);
        return Map.copyOf(all);
    }

    static String base(String path) {
        if (path.isEmpty()) {
            return ".";
        }
        String trimmed = path.replaceFirst("/+$", "");
        return trimmed.isEmpty() ? "/" : trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    static String dir(String path) {
        return clean(path.substring(0, path.lastIndexOf('/') + 1));
    }

    private static String ext(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    static String clean(String path) {
        boolean absolute = path.startsWith("/");
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")
                    && !parts.isEmpty()
                    && !parts.get(parts.size() - 1).equals("..")) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".") && !(part.equals("..") && absolute)) {
                parts.add(part);
            }
        }
        String joined = String.join("/", parts);
        return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    private static Object urlParse(Arguments a) throws GoTemplateException {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        try {
            URI uri = new URI(a.exactly(1).string(0));
            parts.put("scheme", text(uri.getScheme()));
            String authority = text(uri.getRawAuthority());
            String host = authority.substring(authority.lastIndexOf('@') + 1);
            parts.put("host", host);
            parts.put("hostname", host.replaceFirst(":\\d*$", ""));
            parts.put("path", uri.isOpaque() ? "" : text(uri.getPath()));
            parts.put("query", uri.isOpaque() ? "" : text(uri.getRawQuery()));
            parts.put("opaque", uri.isOpaque() ? text(uri.getRawSchemeSpecificPart()) : "");
            parts.put("fragment", text(uri.getFragment()));
            parts.put("userinfo", text(uri.getRawUserInfo()));
        } catch (URISyntaxException e) {
            throw new GoTemplateException("unable to parse url: " + e.getMessage());
        }
        return parts;
    }

    private static String urlJoin(Arguments a) throws GoTemplateException {
        Map<String, @Nullable Object> parts = a.exactly(1).map(0);
        String scheme = part(parts, "scheme");
        String user = part(parts, "userinfo");
        String host = part(parts, "host");
        String path = part(parts, "path");
        String query = part(parts, "query");
        String fragment = part(parts, "fragment");
        String opaque = part(parts, "opaque");
        boolean authority = !host.isEmpty() || !user.isEmpty();
        return (scheme.isEmpty() ? "" : scheme + ":")
                + (opaque.isEmpty()
                        ? (authority ? "//" + (user.isEmpty() ? "" : user + "@") + host : "")
                                + (authority && !path.isEmpty() && !path.startsWith("/") ? "/" : "")
                                + path
                        : opaque)
                + (query.isEmpty() ? "" : "?" + query)
                + (fragment.isEmpty() ? "" : "#" + fragment);
    }

    private static String part(Map<String, @Nullable Object> parts, String name) {
        return parts.get(name) instanceof String text ? text : "";
    }

    private static String text(@Nullable String part) {
        return part == null ? "" : part;
    }
}
