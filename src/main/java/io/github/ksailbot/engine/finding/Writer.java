package io.github.ksailbot.engine.finding;

/** What put a value where it is: the kind of author of one step of an {@link Origin}. */
public enum Writer {
    FILE("written"),
    PATCH("patched"),
    NAMESPACE("namespace set"),
    NAME("name changed"),
    NAME_REFERENCE("name reference followed"),
    LABEL("label set"),
    ANNOTATION("annotation set"),
    IMAGE("image set"),
    REPLICAS("replicas set"),
    GENERATOR("generated"),
    REPLACEMENT("replaced"),
    VARIABLE("substituted"),
    HELM("rendered by Helm");

    private final String verb;

    Writer(String verb) {
        this.verb = verb;
    }

    /** A past participle for messages: "patched in …", "image set in …". */
    public String verb() {
        return verb;
    }
}
