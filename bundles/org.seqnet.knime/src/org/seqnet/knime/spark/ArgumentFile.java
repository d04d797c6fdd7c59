package org.seqnet.knime.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Arguments in a file, as picocli reads them: one a line, in double quotes, in which a backslash escapes. So they may
 * contain what a command line may not, are of any length, and do not show in the list of processes.
 */
final class ArgumentFile {
    private ArgumentFile() {}

    /** Writes arguments to a file, and returns the one argument that stands for all of them. */
    static String write(List<String> arguments, Path file) throws IOException {
        Files.writeString(file, content(arguments), StandardCharsets.UTF_8);
        return "@" + file;
    }

    static String content(List<String> arguments) {
        return arguments.stream().map(ArgumentFile::quoted).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String quoted(String argument) {
        var quoted = new StringBuilder("\"");
        if (argument.startsWith("@")) {
            quoted.append('@'); // one alone stands for another file
        }
        argument.chars().forEach(unit -> quoted.append(escaped((char) unit)));
        return quoted.append('"').toString();
    }

    private static String escaped(char unit) {
        return switch (unit) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.valueOf(unit);
        };
    }
}
