package org.seqnet.engine.model;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The file format of networks, versions 1 to 12. In version 2 the number of time steps may be {@value #ANY}; in version
 * 3 epochs may have run on another device than the last training; in version 4 cells may be others than LSTM, and
 * networks convolutional; in version 5 convolution blocks may have batch normalization, and training may have been to
 * stop at an accuracy; in version 6 labels may be others than text; in version 7 networks may predict several labels;
 * in version 8 networks may preprocess their sequences and know how these were prepared, classes may have a
 * temperature, training may have augmented and weighed its sequences, smoothed labels, held sequences out to validate
 * on, and had a schedule of the learning rate or a rate that was found, and epochs may have had another rate than the
 * last training; in version 9 cells may be gated recurrent units, recurrent layers read in two directions and pool the
 * time steps, and networks convolve over time, also beside recurrent layers, be Rocket with a fitted linear layer, and
 * be ensembles; in version 10 networks may predict numeric values, forecasts among them, or a label per time step, and
 * read symbols by a vocabulary and embeddings; in version 11 training may have been in mixed precision; in
 * version 12 it may have been on a cluster. A network is written in the first version that can say what there is to say
 * of it.
 *
 * <p>A zip file (PKWARE APPNOTE 6.3) with two or three entries in this order, uncompressed, of a fixed date, without
 * extra fields and comments, and nothing after its end record:
 *
 * <ol>
 *   <li>{@value #MANIFEST}: lines of {@code key=value}, in UTF-8, each ended by a line feed; {@code \\}, {@code \n} and
 *       {@code \r} stand for backslash, line feed and carriage return. The last line is {@code sha256=} and the
 *       checksum of all bytes before it.
 *   <li>{@value #PARAMETERS}: the parameters as 32-bit floats, least significant byte first.
 *   <li>{@value #UPDATER}: the updater's state in the same form; absent if it is empty.
 * </ol>
 *
 * <p>The manifest holds the SHA-256 checksums of the other entries. Since nothing is compressed, a small file cannot
 * unfold into a large one, and equal networks give equal bytes on every machine.
 */
final class ModelFormat {
    static final String FORMAT = "seq-net model";
    static final int VERSION = 12;
    /** Stands for the number of time steps of a network that reads sequences of any length. */
    static final String ANY = "any";

    static final String MANIFEST = "manifest.txt";
    static final String PARAMETERS = "parameters.f32";
    static final String UPDATER = "updater.f32";

    /** Begins the last line of the manifest. */
    static final String CHECKSUM_KEY = "sha256=";

    /** The largest manifest that is read: enough for 100,000 labels and 100,000 epochs. */
    static final int MOST_MANIFEST_BYTES = 16 << 20;
    /** The most parameters that are read, 1 GB of them. */
    static final long MOST_PARAMETERS = 250_000_000;
    /** No updater keeps more than three numbers a parameter. */
    static final int MOST_STATE_PER_PARAMETER = 3;

    /** The bytes that a zip entry costs beside its content and twice its name: a local and a central header. */
    private static final int ENTRY_OVERHEAD = 30 + 46;
    /** The bytes of the record that ends a zip file. */
    private static final int END_RECORD = 22;

    private ModelFormat() {}

    /** An entry's name and content length. */
    record Entry(String name, long bytes) {}

    /** Returns the length of the whole file. */
    static long fileBytes(List<Entry> entries) {
        long bytes = END_RECORD;
        for (var entry : entries) {
            bytes += ENTRY_OVERHEAD + 2L * entry.name().getBytes(StandardCharsets.UTF_8).length + entry.bytes();
        }
        return bytes;
    }
}
