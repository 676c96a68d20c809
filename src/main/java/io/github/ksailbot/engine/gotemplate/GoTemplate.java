package io.github.ksailbot.engine.gotemplate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template of Go's {@code text/template}. Immutable once read, and safe for several threads.
 *
 * <p>Values are {@code null}, {@code Boolean}, {@code Long} for all integers, {@code Double}, {@code String},
 * {@code List} and {@code Map} with texts as keys. A map of texts only, as Go's types know it, is a {@link StringMap}. What Go
 * does with methods, channels, structs and complex numbers is not there.
 *
 * @see <a href="https://pkg.go.dev/text/template">text/template</a>
 */
public final class GoTemplate {
    private static final int MAX_LENGTH = 1 << 20;

    private final List<Statement> statements;
    private final Map<String, List<Statement>> templates;
    private final Map<String, GoFunction> functions;

    private GoTemplate(
            List<Statement> statements, Map<String, List<Statement>> templates, Map<String, GoFunction> functions) {
        this.statements = statements;
        this.templates = templates;
        this.functions = functions;
    }

    /**
     * @param functions beside Go's own; those of the same name take their places
     * @throws GoTemplateException if it is no template, or calls a function that is not there
     */
    public static GoTemplate parse(String text, Delimiters delimiters, Map<String, GoFunction> functions)
            throws GoTemplateException {
        if (text.length() > MAX_LENGTH) {
            throw new GoTemplateException(
                    GoTemplateException.Reason.LIMIT,
                    "the template is longer than %d characters".formatted(MAX_LENGTH));
        }
        Map<String, List<Statement>> templates = new HashMap<>();
        Parser parser = new Parser(
                new Lexer(text, delimiters).tokens(),
                name -> functions.containsKey(name) || Builtins.ALL.containsKey(name),
                templates);
        return new GoTemplate(parser.parse(), templates, functions);
    }

    /**
     * Renders the template.
     *
     * @param data what {@code .} is; functions of the template may change its maps
     * @throws GoTemplateException when it fails, or needs more than the limits
     */
    public String execute(@Nullable Object data, MissingKey missingKey, TemplateLimits limits)
            throws GoTemplateException {
        return execute(data, missingKey, new Meter(limits));
    }

    /**
     * The same for one of several executions.
     *
     * @param meter of this execution
     */
    public String execute(@Nullable Object data, MissingKey missingKey, Meter meter) throws GoTemplateException {
        Execution execution = new Execution(templates, functions, missingKey, meter);
        return execution.run(statements, data);
    }
}
