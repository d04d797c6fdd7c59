package org.seqnet.engine.idx;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.seqnet.engine.download.CatalogFile;
import org.seqnet.engine.download.Content;

/** What {@code catalogue.txt} says: where the files of each dataset can be downloaded, and what they hold. */
final class Catalogue {

    private static final List<List<String>> LINES = CatalogFile.lines(Catalogue.class, "catalogue.txt");

    private Catalogue() {}

    /**
     * Returns one file of a dataset.
     *
     * @param folder the dataset, by the name of its folder
     * @param name the file's name without {@code .gz}
     */
    static DatasetFile file(String folder, String name) {
        var line = lines("file", folder)
                .filter(words -> words.get(2).equals(name))
                .findFirst()
                .orElseThrow();
        var mirrors = lines("mirror", folder)
                .map(words -> URI.create(words.get(2) + name + ".gz"))
                .toList();
        return new DatasetFile(name, new Content(Long.parseLong(line.get(3)), line.get(4)), mirrors);
    }

    private static Stream<List<String>> lines(String kind, String folder) {
        return LINES.stream()
                .filter(words -> words.get(0).equals(kind) && words.get(1).equals(folder));
    }
}
