package io.github.ksailbot.cli;

import io.github.ksailbot.cli.console.ExitCode;
import io.github.ksailbot.cli.console.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said, in one sentence that begins with {@code error:}, when a command cannot do what it was asked for. */
final class Complaints implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + Printable.of(message(exception)));
        UnmatchedArgumentException.printSuggestions(exception, err);
        err.println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
        return ExitCode.COULD_NOT_CHECK;
    }

    private static String message(ParameterException exception) {
        ArgSpec argument = exception.getArgSpec();
        Object[] words = argument == null ? null : argument.type().getEnumConstants();
        if (words == null || !(argument instanceof OptionSpec option)) {
            return String.valueOf(exception.getMessage());
        }
        String known = Arrays.stream(words).map(Complaints::word).collect(Collectors.joining(", "));
        return option.longestName() + " is one of " + known + ", not `" + exception.getValue() + "`.";
    }

    /** As people write it: picocli compares without case. */
    private static String word(Object constant) {
        String text = constant.toString();
        return text.equals(((Enum<?>) constant).name()) ? text.toLowerCase(Locale.ROOT) : text;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (exception instanceof IOException io) {
            err.println("error: " + message(io));
        } else if (exception instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            err.println("error: " + message(unchecked.getCause()));
        } else if (exception instanceof RuntimeException) {
            err.println("error: This is a fault of the program.");
            exception.printStackTrace(err);
        } else {
            err.println("error: " + exception.getMessage());
        }
        return ExitCode.COULD_NOT_CHECK;
    }

    /** Java's own messages about files are often a path and nothing else. */
    private static String message(IOException exception) {
        if (!(exception instanceof FileSystemException file)) {
            return String.valueOf(exception.getMessage());
        }
        String why = file instanceof NoSuchFileException
                ? "is not there"
                : file instanceof AccessDeniedException
                        ? "may not be read or written"
                        : file instanceof NotDirectoryException ? "is not a directory" : file.getReason();
        return "`" + file.getFile() + "` " + (why == null ? "cannot be read or written" : why) + ".";
    }
}
