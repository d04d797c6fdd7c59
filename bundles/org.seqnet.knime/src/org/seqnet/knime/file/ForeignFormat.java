package org.seqnet.knime.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.seqnet.exchange.Completion;
import org.seqnet.exchange.FileContent;
import org.seqnet.exchange.OnnxFile;
import org.seqnet.exchange.SafetensorsFile;

/** The formats of other programs that the Network Reader reads. */
enum ForeignFormat {
    SAFETENSORS("safetensors", SafetensorsFile.FILE_EXTENSION) {
        @Override
        boolean beginsAs(ByteBuffer first) {
            return SafetensorsFile.beginsAs(first);
        }

        @Override
        FileContent read(ByteBuffer content, String name, Completion completion) throws IOException {
            return new FileContent.Foreign(SafetensorsFile.read(content, name, completion));
        }
    },
    ONNX(NetworkFormat.ONNX.title(), OnnxFile.FILE_EXTENSION) {
        /** Files begin with their version of the format, a field with the number 1 and a small whole number. */
        @Override
        boolean beginsAs(ByteBuffer first) {
            return first.limit() > 1 && first.get(0) == 8 && first.get(1) > 0 && first.get(1) < 100;
        }

        @Override
        FileContent read(ByteBuffer content, String name, Completion completion) throws IOException {
            return OnnxFile.read(content, name);
        }
    };

    /** As many as tell the formats apart. */
    private static final int FIRST_BYTES = 16;

    private static final byte[] ZIP = {'P', 'K'};

    private final String title;
    private final String extension;

    ForeignFormat(String title, String extension) {
        this.title = title;
        this.extension = extension;
    }

    /**
     * Returns the format of a file, by its content, or if that is none of a network, by its name; empty if it is that
     * of an archive or an unknown one.
     *
     * @param content supports marks and is left at its beginning
     */
    static Optional<ForeignFormat> of(InputStream content, String name) throws IOException {
        content.mark(FIRST_BYTES);
        var first = content.readNBytes(FIRST_BYTES);
        content.reset();
        if (first.length > 1 && first[0] == ZIP[0] && first[1] == ZIP[1]) {
            return Optional.empty();
        }
        var path = name.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(format -> format.beginsAs(ByteBuffer.wrap(first)))
                .findFirst()
                .or(() -> Stream.of(values())
                        .filter(format -> path.endsWith("." + format.extension))
                        .findFirst());
    }

    /** Returns what messages call the format. */
    String title() {
        return title;
    }

    /** Says whether content begins as files of this format do. */
    abstract boolean beginsAs(ByteBuffer first);

    /**
     * Reads a network.
     *
     * @param name what messages call the file
     * @param completion says what has to be known to read the weights
     * @throws IOException if it cannot be read; the message begins with the name
     */
    abstract FileContent read(ByteBuffer content, String name, Completion completion) throws IOException;
}
