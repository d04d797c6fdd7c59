package org.seqnet.engine.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The file beside a class that lists what can be downloaded: words on lines, of which those that begin with # do not
 * count.
 */
public final class CatalogFile {
    private CatalogFile() {}

    /** Returns the words of each line of the file with this name in the package of a class. */
    public static List<List<String>> lines(Class<?> owner, String name) {
        try (var in = owner.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" +")))
                    .toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
