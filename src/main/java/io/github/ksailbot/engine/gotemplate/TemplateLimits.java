package io.github.ksailbot.engine.gotemplate;

/**
 * How much one execution may cost.
 *
 * @param output characters of the result, and of any text or list on the way to it
 * @param steps actions, arguments, iterations, and characters of texts that functions make, by the hundred
 * @param depth templates within templates, and values within values
 */
public record TemplateLimits(int output, int steps, int depth) {
    public static final TemplateLimits DEFAULT = new TemplateLimits(1 << 20, 200_000, 100);

    public TemplateLimits {
        if (output < 1 || steps < 1 || depth < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
