package org.seqnet.cudnn.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is in folders; those that cannot be read are empty. */
final class Folders {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,3}))?");

    private Folders() {}

    /** Returns the folders in a folder, the newest version first as their names tell it, then by name. */
    static List<Path> in(Path folder) {
        return entries(folder)
                .filter(Files::isDirectory)
                .sorted(Comparator.comparing(Folders::version).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Returns the files in a folder whose whole names look like this, by name. */
    static List<Path> files(Path folder, Pattern name) {
        return entries(folder)
                .filter(file -> name.matcher(file.getFileName().toString()).matches())
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
    }

    private static Stream<Path> entries(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.empty();
        }
    }

    private static long version(Path folder) {
        var version = VERSION.matcher(folder.getFileName().toString());
        if (!version.find()) {
            return 0;
        }
        return 1000 * Long.parseLong(version.group(1))
                + (version.group(2) == null ? 0 : Long.parseLong(version.group(2)));
    }
}
