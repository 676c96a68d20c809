package io.github.ksailbot.engine.gotemplate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variables with their values, the innermost last. */
final class Scope {
    private static final class Binding {
        private final String name;
        private @Nullable Object value;

        Binding(String name, @Nullable Object value) {
            this.name = name;
            this.value = value;
        }
    }

    private final List<Binding> bindings = new ArrayList<>();

    Scope(@Nullable Object data) {
        declare("$", data);
    }

    void declare(String name, @Nullable Object value) {
        bindings.add(new Binding(name, value));
    }

    void assign(String name, @Nullable Object value) throws GoTemplateException {
        find(name).value = value;
    }

    @Nullable Object get(String name) throws GoTemplateException {
        return find(name).value;
    }

    int mark() {
        return bindings.size();
    }

    void reset(int mark) {
        bindings.subList(mark, bindings.size()).clear();
    }

    private Binding find(String name) throws GoTemplateException {
        for (int i = bindings.size() - 1; i >= 0; i--) {
            if (bindings.get(i).name.equals(name)) {
                return bindings.get(i);
            }
        }
        throw new GoTemplateException("undefined variable: " + name);
    }
}
