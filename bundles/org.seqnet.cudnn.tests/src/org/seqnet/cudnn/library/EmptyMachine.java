package org.seqnet.cudnn.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.seqnet.engine.backend.NamedFolders;

/** A process of its own that looks for a card where there is nothing, and prints what it found and loaded. */
final class EmptyMachine {
    private EmptyMachine() {}

    /** @param arguments an empty folder */
    public static void main(String[] arguments) throws IOException {
        var nothing = Path.of(arguments[0]);
        var places = new SearchPlaces(
                Platform.LINUX_X86_64,
                Optional.empty(),
                nothing,
                nothing,
                new NamedFolders(variable -> null, ':', Path::of));
        new CardSearch(Optional.of(places), 0, new LoadedDriver())
                .search()
                .findings()
                .forEach(System.out::println);
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            System.out.println("JNA is loaded: " + lines.anyMatch(line -> line.contains("jna")));
        }
    }
}
