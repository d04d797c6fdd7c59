package org.seqnet.knime.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.exchange.Completion;
import org.seqnet.exchange.FileContent;
import org.seqnet.exchange.ForeignNetwork;
import org.seqnet.exchange.OnnxFile;
import org.seqnet.exchange.SafetensorsFile;
import org.seqnet.knime.message.Logs;

/** The formats of other programs that the Network Reader reads. */
enum ForeignFormat {
    SAFETENSORS(SafetensorsFile.FILE_EXTENSION) {
        @Override
        boolean beginsAs(ByteBuffer first) {
            return SafetensorsFile.beginsAs(first);
        }

        @Override
        TrainedNetwork read(ByteBuffer content, String name, Completion completion) throws IOException {
            return completed(SafetensorsFile.read(content, name, completion), completion);
        }
    },
    ONNX(OnnxFile.FILE_EXTENSION) {
        /** Files begin with their version of the format, a field with the number 1 and a small whole number. */
        @Override
        boolean beginsAs(ByteBuffer first) {
            return first.limit() > 1 && first.get(0) == 8 && first.get(1) > 0 && first.get(1) < 100;
        }

        @Override
        TrainedNetwork read(ByteBuffer content, String name, Completion completion) throws IOException {
            var file = OnnxFile.read(content, name);
            return file instanceof FileContent.Foreign foreign
                    ? completed(foreign.network(), completion)
                    : ((FileContent.Whole) file).network();
        }
    };

    private static final NodeLogger LOG = Logs.of(ForeignFormat.class);

    /** As many as tell the formats apart. */
    private static final int FIRST_BYTES = 16;

    private static final byte[] ZIP = {'P', 'K'};

    private final String extension;

    ForeignFormat(String extension) {
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

    private static TrainedNetwork completed(ForeignNetwork network, Completion completion) {
        LOG.info(network.file() + " has a network of another program: " + network.program());
        return completion.complete(network);
    }

    /** Says whether content begins as files of this format do. */
    abstract boolean beginsAs(ByteBuffer first);

    /**
     * Reads a network.
     *
     * @param name what messages call the file
     * @param completion says what the file does not
     * @throws IOException if it cannot be read; the message begins with the name
     */
    abstract TrainedNetwork read(ByteBuffer content, String name, Completion completion) throws IOException;
}
