package org.seqnet.engine.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.file.FileSource;

/**
 * Reads the cases of a {@code .ts} or {@code .arff} file one by one; the content says which format it is, and whether
 * it is gzipped. Holds one case at a time.
 *
 * @see <a href="https://www.sktime.net/en/stable/api_reference/file_specifications/ts.html">The format .ts</a>
 * @see <a href="https://waikato.github.io/weka-wiki/formats_and_processing/arff_stable/">The format .arff</a>
 */
public final class SeriesReader implements AutoCloseable {

    private final TextSource text;
    private final SeriesFile file;

    private SeriesReader(TextSource text, SeriesFile file) {
        this.text = text;
        this.file = file;
    }

    /**
     * Opens a file, and reads and checks its header.
     *
     * @param name what messages call the file
     * @throws MalformedException if it is neither of the formats, or its header contradicts itself
     * @throws IOException if there is no such file, it is a folder, or it may not be read; the message says which
     */
    public static SeriesReader open(Path file, String name) throws IOException {
        return of(FileSource.open(file, name));
    }

    /** Does the same with a file that can only be read as a stream, such as one on a web server. */
    public static SeriesReader open(FileSource.Opening stream, String name) throws IOException {
        return of(FileSource.open(stream, name));
    }

    private static SeriesReader of(FileSource source) throws IOException {
        try {
            var text = new TextSource(source);
            return new SeriesReader(text, file(text));
        } catch (IOException | RuntimeException failed) {
            try (source) {
                throw failed;
            }
        }
    }

    private static SeriesFile file(TextSource text) throws IOException {
        if (!text.toNextLine("#%")) {
            text.mark();
            throw text.malformed("the file is empty. Get a new copy of it.");
        }
        var begins = text.peek() == '@';
        var first = begins ? text.line() : text.field("");
        if (!begins) {
            throw text.malformed("found " + Quoted.of(first) + ", but a .ts file starts with @problemName and an .arff "
                    + "file with @relation. Select a file in one of these formats, uncompressed or gzipped.");
        }
        return first.toLowerCase(Locale.ROOT).startsWith("@relation")
                ? new ArffFile(text, ArffHeader.read(text))
                : new TsFile(text, TsHeader.read(text, first));
    }

    /** Returns what the header states. */
    public SeriesHeader header() {
        return file.header();
    }

    /**
     * Returns the next case; empty at the end of the file.
     *
     * @throws MalformedException if it is not what the format or the header says; the message names file and line
     */
    public Optional<SeriesCase> next() throws IOException {
        return file.next();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
