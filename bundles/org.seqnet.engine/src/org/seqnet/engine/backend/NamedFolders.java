package org.seqnet.engine.backend;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The folders that the environment names. What stands there may be anything, such as a path of another system or a
 * quoted one; what is no path is left out.
 *
 * @param environment the value of each environment variable, null if there is none
 * @param separator what stands between the folders of a list
 * @param path makes a path of text; throws {@link InvalidPathException} if it is none
 */
public record NamedFolders(UnaryOperator<String> environment, char separator, Function<String, Path> path) {

    /** Returns those of this process. */
    public static NamedFolders ofProcess() {
        return new NamedFolders(System::getenv, File.pathSeparatorChar, Path::of);
    }

    /** Returns the folder that this text is the path of, if it is. */
    public Optional<Path> of(String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(path.apply(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns the folder that a variable names, if it does. */
    public Optional<Path> named(String variable) {
        return listed(variable).stream().findFirst();
    }

    /** Returns the folders that a variable lists. */
    public List<Path> listed(String variable) {
        var value = environment.apply(variable);
        return value == null
                ? List.of()
                : entries(value).stream().flatMap(entry -> of(entry).stream()).toList();
    }

    /**
     * For Windows, quotation marks, which may stand around a separator, and blanks around an entry are no part of it.
     */
    private List<String> entries(String list) {
        boolean windows = separator == ';';
        var entries = new ArrayList<String>();
        var entry = new StringBuilder();
        boolean quoted = false;
        for (char letter : (list + separator).toCharArray()) {
            if (windows && letter == '"') {
                quoted = !quoted;
            } else if (letter == separator && !quoted) {
                entries.add(windows ? entry.toString().strip() : entry.toString());
                entry.setLength(0);
            } else {
                entry.append(letter);
            }
        }
        if (!entry.isEmpty()) { // a quotation mark that is never closed
            entries.addAll(List.of(entry.toString().split(String.valueOf(separator))));
        }
        return entries;
    }
}
