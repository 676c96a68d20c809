package io.github.ksailbot.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes of the Kubernetes Java API package.
 *
 * @param models classes of the data types, by name
 * @param apis classes with the calls of one group and version, with what stands in {@code apiVersion} for it
 */
record ApiPackage(List<Class<?>> models, Map<String, Class<?>> apis) {
    private static final String ROOT = "io/kubernetes/client/openapi/";
    private static final Pattern PATH = Pattern.compile("/apis?/((?:[a-z0-9.]+/)?v[0-9][a-z0-9]*)/[a-z]");

    /**
     * @param member any class of the package
     * @throws IOException when the package cannot be read
     */
    static ApiPackage containing(Class<?> member) throws IOException {
        List<Class<?>> models = new ArrayList<>();
        Map<String, Class<?>> apis = new TreeMap<>();
        try (JarFile jar = new JarFile(location(member).toFile())) {
            List<String> names = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(ROOT) && name.endsWith(".class") && !name.contains("$"))
                    .sorted()
                    .toList();
            for (String name : names) {
                if (name.startsWith(ROOT + "models/")) {
                    Class<?> model = load(name);
                    if (!model.isInterface() && !java.lang.reflect.Modifier.isAbstract(model.getModifiers())) {
                        models.add(model);
                    }
                } else if (name.startsWith(ROOT + "apis/")) {
                    for (String apiVersion : apiVersions(jar, name)) {
                        if (apis.put(apiVersion, load(name)) != null) {
                            throw new IOException("two classes call " + apiVersion);
                        }
                    }
                }
            }
        }
        return new ApiPackage(models, apis);
    }

    /** The group's true name is nowhere but in the paths that a class calls; they are constants of the class file. */
    private static TreeSet<String> apiVersions(JarFile jar, String name) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            Matcher matcher = PATH.matcher(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static Path location(Class<?> member) throws IOException {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Class<?> load(String entry) throws IOException {
        try {
            return Class.forName(
                    entry.substring(0, entry.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }
}
