package io.github.ksailbot.engine.gotemplate;

/** What a map gives for a key that it does not have. */
public enum MissingKey {
    /** Nothing, which prints as {@code <no value>}. */
    NO_VALUE,
    /** The zero value of what the map holds: the empty text for a map of texts, else nothing. */
    ZERO,
    /** An error. */
    ERROR;

    /**
     * Reads an option as Go spells it, such as {@code missingkey=error}.
     *
     * @throws GoTemplateException if Go has no such option
     */
    public static MissingKey parse(String option) throws GoTemplateException {
        return switch (option) {
            case "missingkey=default", "missingkey=invalid" -> NO_VALUE;
            case "missingkey=zero" -> ZERO;
            case "missingkey=error" -> ERROR;
            default -> throw new GoTemplateException("unrecognized option: " + option);
        };
    }
}
