package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.seqnet.engine.trained.TrainedNetwork;

/** Model files in memory, all called {@code m.net}. */
final class ModelFiles {
    private ModelFiles() {}

    static byte[] written(TrainedNetwork network) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(network, bytes);
        return bytes.toByteArray();
    }

    static String text(TrainedNetwork network) throws IOException {
        return new String(written(network), StandardCharsets.ISO_8859_1);
    }

    static TrainedNetwork read(byte[] bytes) throws IOException {
        return ModelArchive.read(new ByteArrayInputStream(bytes), "m.net");
    }

    /** Returns the file of a network with other words in its manifest, and its checksum right. */
    static byte[] manifestChanged(TrainedNetwork network, String right, String wrong) {
        return CraftedModel.of(network)
                .withManifestText(text -> text.replace(right, wrong))
                .withRightManifestSum()
                .bytes();
    }

    static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(MalformedModelException.class)
                .hasMessage(message);
    }
}
