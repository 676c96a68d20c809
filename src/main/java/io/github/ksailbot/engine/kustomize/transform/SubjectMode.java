package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Change;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which subjects of role bindings follow the namespace. */
public enum SubjectMode {
    /** Those named {@code default}. */
    DEFAULT_ONLY("defaultOnly"),
    ALL_SERVICE_ACCOUNTS("allServiceAccounts"),
    NONE("none");

    private final String word;

    SubjectMode(String word) {
        this.word = word;
    }

    /**
     * The mode that a word stands for.
     *
     * @return {@link #DEFAULT_ONLY} for the empty string; empty for a word that kustomize does not know
     */
    public static Optional<SubjectMode> parse(String word) {
        if (word.isEmpty()) {
            return Optional.of(DEFAULT_ONLY);
        }
        for (SubjectMode mode : values()) {
            if (mode.word.equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    MappingNode edit(MappingNode roleBinding, Change namespace, Work work) throws BuildException {
        Node subjects = roleBinding.get("subjects");
        if (this == NONE || subjects == null || (subjects instanceof ScalarNode scalar && scalar.isNull())) {
            return roleBinding;
        }
        if (!(subjects instanceof SequenceNode sequence)) {
            throw BuildException.of(
                    "kustomize/field-spec", "`subjects` of a role binding must be a list.", subjects.origin());
        }
        work.spend(4L * sequence.size());
        List<Node> edited = new ArrayList<>();
        for (Node subject : sequence.items()) {
            edited.add(
                    subject instanceof MappingNode mapping && follows(mapping) ? moved(mapping, namespace) : subject);
        }
        return roleBinding.with("subjects", sequence.withItems(edited));
    }

    private boolean follows(MappingNode subject) {
        return this == DEFAULT_ONLY
                ? subject.text("name").equals("default")
                : subject.text("kind").equals("ServiceAccount");
    }

    private static MappingNode moved(MappingNode subject, Change namespace) throws BuildException {
        return subject.with("namespace", namespace.apply(subject.get("namespace")));
    }
}
