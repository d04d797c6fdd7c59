package org.seqnet.engine.example;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.download.CatalogFile;
import org.seqnet.engine.download.WantedFile;
import org.seqnet.engine.file.FileSource;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.engine.rdata.RData;
import org.seqnet.engine.rdata.RDatabase;
import org.seqnet.engine.rdata.RValue;

/**
 * A value of an R package in a file of its own, or in the database of an installed package. Whatever form it is in, the
 * table that it becomes has one checksum.
 *
 * @param example what it is a part of
 * @param rPackage the package
 * @param value the name of the value
 * @param checksum the checksum of its table
 * @param mirrors where the file can be downloaded, best first
 */
record ExampleFile(Example example, String rPackage, String value, String checksum, List<URI> mirrors)
        implements WantedFile {
    private static final List<List<String>> LINES = CatalogFile.lines(ExampleFile.class, "examples.txt");
    private static final long MOST_BYTES = 1 << 22;
    private static final String DATABASE = "Rdata";

    ExampleFile {
        mirrors = List.copyOf(mirrors);
    }

    /** Returns what the catalogue says of a value. */
    static ExampleFile of(Example example, String rPackage, String value) {
        var checksum = LINES.stream()
                .filter(words -> words.get(0).equals("file")
                        && words.get(1).equals(rPackage)
                        && words.get(2).equals(value))
                .map(words -> words.get(3))
                .findFirst()
                .orElseThrow();
        var mirrors = LINES.stream()
                .filter(words -> words.get(0).equals("mirror") && words.get(1).equals(rPackage))
                .map(words -> URI.create(words.get(2) + value + ".rda"))
                .toList();
        return new ExampleFile(example, rPackage, value, checksum, mirrors);
    }

    @Override
    public String packedName() {
        return value + ".rda";
    }

    @Override
    public long mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public Optional<String> fault(Path download) {
        try {
            ofFile(download);
            return Optional.empty();
        } catch (IOException damaged) {
            return Optional.of(fault(download, damaged));
        }
    }

    /** Returns what is wrong with a file, without its name. */
    static String fault(Path file, IOException failure) {
        return Unreadable.explained(file.toString(), failure)
                .getMessage()
                .replace(file + ", ", "")
                .replace(file + ": ", "")
                .replaceAll("\\.$", "");
    }

    /**
     * Returns the table of the file in a folder, or of the database there.
     *
     * @return empty if neither is there
     * @throws IOException if what is there cannot be read, is damaged, or holds other data
     */
    Optional<ExampleTable> inFolder(Path folder) throws IOException {
        var file = folder.resolve(packedName());
        if (file.toFile().isFile()) {
            return Optional.of(ofFile(file));
        }
        var index = folder.resolve(DATABASE + ".rdx");
        var values = folder.resolve(DATABASE + ".rdb");
        return index.toFile().isFile() && values.toFile().isFile()
                ? Optional.of(table(values, RDatabase.open(index, values).read(value)))
                : Optional.empty();
    }

    private ExampleTable ofFile(Path file) throws IOException {
        var saved = RData.read(FileSource.open(file, file.toString()));
        return table(
                file,
                saved.named(value)
                        .orElseThrow(() -> new IOException(file + ": there is no value " + value + " in the file.")));
    }

    private ExampleTable table(Path file, RValue read) throws IOException {
        try {
            var table = example.table(value, read);
            if (!table.checksum().equals(checksum)) {
                throw new IOException(file + ": the values differ from the original (SHA-256 " + table.checksum()
                        + ", expected " + checksum + ").");
            }
            return table;
        } catch (IllegalArgumentException other) {
            throw new IOException(file + ": " + value + " has another form: " + other.getMessage() + ".", other);
        }
    }
}
