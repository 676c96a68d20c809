package io.github.ksailbot.workflow.command;

import io.github.ksailbot.engine.environment.EnvironmentName;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody asks the bot to do, every argument of the type that it must have. */
public sealed interface Command {
    Verb verb();

    /** The environment that it is about; null when it is about none. */
    @Nullable EnvironmentName environment();

    /** What a command does, and what its author must be allowed for it. */
    enum Verb {
        PUSH("/ksail push ENV", true, "push the environment's artifact of the delivered branch, and move its tag"),
        RECONCILE(
                "/ksail reconcile ENV [--exclude A,B] [--timeout 10m]",
                true,
                "make the environment's engine apply the delivered branch, and wait until it has"),
        DIAGNOSE("/ksail diagnose ENV", true, "look at what is wrong in the environment's cluster"),
        STATUS("/ksail status", false, "what each environment runs"),
        HELP("/ksail help", false, "this list");

        private final String usage;
        private final boolean restricted;
        private final String meaning;

        Verb(String usage, boolean restricted, String meaning) {
            this.usage = usage;
            this.restricted = restricted;
            this.meaning = meaning;
        }

        /** As it is written in comments. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public String usage() {
            return usage;
        }

        /** Whether it takes write access; everybody who may read the repository may give the others. */
        public boolean isRestricted() {
            return restricted;
        }

        /** A phrase for people. */
        public String meaning() {
            return meaning;
        }
    }

    record Push(EnvironmentName environment) implements Command {
        @Override
        public Verb verb() {
            return Verb.PUSH;
        }
    }

    /**
     * @param exclude names of what is not waited for
     * @param timeout of one attempt; null for the environment's own
     */
    record Reconcile(
            EnvironmentName environment,
            Set<String> exclude,
            @Nullable Duration timeout) implements Command {
        public Reconcile {
            exclude = Set.copyOf(exclude);
        }

        @Override
        public Verb verb() {
            return Verb.RECONCILE;
        }
    }

    record Diagnose(EnvironmentName environment) implements Command {
        @Override
        public Verb verb() {
            return Verb.DIAGNOSE;
        }
    }

    record Status() implements Command {
        @Override
        public Verb verb() {
            return Verb.STATUS;
        }

        @Override
        public @Nullable EnvironmentName environment() {
            return null;
        }
    }

    record Help() implements Command {
        @Override
        public Verb verb() {
            return Verb.HELP;
        }

        @Override
        public @Nullable EnvironmentName environment() {
            return null;
        }
    }
}
