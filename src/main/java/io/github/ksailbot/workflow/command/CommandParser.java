package io.github.ksailbot.workflow.command;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.workflow.command.Command.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands one line of printable ASCII that begins with {@code /ksail}. There are no quotes, no escapes and no
 * expressions; every argument becomes a value of its type or makes the line a mistake.
 */
final class CommandParser {
    private static final String NAME = "/ksail";
    private static final Pattern SPACES = Pattern.compile("[ \\t]+");
    /** A DNS subdomain, as Kubernetes names its objects. */
    private static final Pattern OBJECT_NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,4})(s|m|h)");
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_NAMES = 50;
    private static final List<String> VERBS =
            Arrays.stream(Verb.values()).map(Verb::word).toList();

    CommandLine parse(String line) {
        List<String> words =
                new ArrayList<>(List.of(SPACES.split(line.stripTrailing()))); // never empty: the line has the name
        String name = words.remove(0);
        if (!name.equals(NAME)) {
            return CommandLine.mistaken(line, "Commands begin with `/ksail`, in lower case and followed by a space.");
        }
        if (words.isEmpty()) {
            return CommandLine.mistaken(line, "A command is missing. `/ksail help` lists them.");
        }
        String word = words.remove(0);
        int index = VERBS.indexOf(word);
        if (index < 0) {
            return CommandLine.mistaken(line, unknown("command", word, VERBS) + " `/ksail help` lists them.");
        }
        try {
            return CommandLine.of(line, command(Verb.values()[index], words));
        } catch (MistakeException e) {
            return CommandLine.mistaken(line, e.reason + " It is written `" + Verb.values()[index].usage() + "`.");
        }
    }

    private static Command command(Verb verb, List<String> words) throws MistakeException {
        return switch (verb) {
            case PUSH -> new Command.Push(environment(words, Map.of()));
            case DIAGNOSE -> new Command.Diagnose(environment(words, Map.of()));
            case RECONCILE -> reconcile(words);
            case STATUS -> {
                nothing(words);
                yield new Command.Status();
            }
            case HELP -> {
                nothing(words);
                yield new Command.Help();
            }
        };
    }

    private static Command reconcile(List<String> words) throws MistakeException {
        Map<String, @Nullable String> flags = new LinkedHashMap<>();
        flags.put("--exclude", null);
        flags.put("--timeout", null);
        EnvironmentName environment = environment(words, flags);
        String exclude = flags.get("--exclude");
        String timeout = flags.get("--timeout");
        return new Command.Reconcile(
                environment, exclude == null ? Set.of() : names(exclude), timeout == null ? null : duration(timeout));
    }

    /**
     * The one argument that is no flag.
     *
     * @param flags that are allowed; gets their values
     */
    private static EnvironmentName environment(List<String> words, Map<String, @Nullable String> flags)
            throws MistakeException {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                arguments.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            if (!flags.containsKey(flag)) {
                throw new MistakeException(
                        flags.isEmpty() ? "It takes no flags." : unknown("flag", flag, flags.keySet()));
            }
            if (flags.get(flag) != null) {
                throw new MistakeException("`" + flag + "` is there twice.");
            }
            if (equals < 0 && (i + 1 == words.size() || words.get(i + 1).startsWith("-"))) {
                throw new MistakeException("`" + flag + "` has no value.");
            }
            flags.put(flag, equals < 0 ? words.get(++i) : word.substring(equals + 1));
        }
        if (arguments.isEmpty()) {
            throw new MistakeException("The environment is missing.");
        }
        if (arguments.size() > 1) {
            throw new MistakeException("It is about one environment, but `" + arguments.get(1) + "` follows.");
        }
        if (!EnvironmentName.isValid(arguments.get(0))) {
            throw new MistakeException("`" + arguments.get(0) + "` cannot be the name of an environment.");
        }
        return new EnvironmentName(arguments.get(0));
    }

    private static void nothing(List<String> words) throws MistakeException {
        if (!words.isEmpty()) {
            throw new MistakeException("It takes no arguments, but `" + words.get(0) + "` follows.");
        }
    }

    private static Set<String> names(String value) throws MistakeException {
        Set<String> names = new TreeSet<>(Arrays.asList(value.split(",", -1)));
        for (String name : names) {
            if (!OBJECT_NAME.matcher(name).matches()) {
                throw new MistakeException("`" + name + "` cannot be the name of what is excluded.");
            }
        }
        if (names.size() > MOST_NAMES) {
            throw new MistakeException("More than " + MOST_NAMES + " names cannot be excluded.");
        }
        return names;
    }

    private static Duration duration(String value) throws MistakeException {
        Matcher matcher = DURATION.matcher(value);
        Duration duration = Duration.ZERO;
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            duration = switch (matcher.group(2)) {
                case "h" -> Duration.ofHours(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofSeconds(number);
            };
        }
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new MistakeException("`" + value + "` is no time between 10s and 1h.");
        }
        return duration;
    }

    static String unknown(String what, String word, java.util.Collection<String> known) {
        String meant = Spelling.nearest(word, known);
        return "`" + word + "` is no " + what + (meant.isEmpty() ? "." : "; did you mean `" + meant + "`?");
    }

    private static final class MistakeException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        MistakeException(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
