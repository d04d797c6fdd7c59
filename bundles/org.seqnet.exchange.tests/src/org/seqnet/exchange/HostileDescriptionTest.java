package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.model.NetworkDescription;
import org.seqnet.engine.trained.TrainedNetwork;

/** A description that was made up, with the right checksum, is refused in words, whatever it says. */
class HostileDescriptionTest {
    private static final List<String> VALUES = List.of("", "0", "-1", "1", "3", "100000", "2147483647", "NaN", "1e300");

    @ParameterizedTest
    @MethodSource("org.seqnet.exchange.OwnFileTest#networks")
    void no_value_of_it_leads_astray(TrainedNetwork network) throws Exception {
        var lines = NetworkDescription.text(network).lines().toList();
        var model = ModelProto.parseFrom(Networks.file(network));
        int refused = 0;
        for (int line = 0; line < lines.size() - 1; line++) {
            var key = lines.get(line).substring(0, lines.get(line).indexOf('=') + 1);
            for (var value : VALUES) {
                var text = new StringBuilder();
                for (int i = 0; i < lines.size() - 1; i++) {
                    text.append(i == line ? key + value : lines.get(i)).append('\n');
                }
                refused += isRefused(described(model, text + "sha256=" + sum(text.toString()) + "\n"), network) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(10 * VALUES.size());
    }

    private static String sum(String text) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static ByteBuffer described(ModelProto model, String description) {
        var changed = model.toBuilder();
        for (var entry : changed.getMetadataPropsBuilderList()) {
            if (entry.getKey().equals("seqnet.manifest")) {
                entry.setValue(description);
            }
        }
        return ByteBuffer.wrap(changed.build().toByteArray());
    }

    /** What is not refused has the same layers and weights: only what it learned from may differ. */
    private static boolean isRefused(ByteBuffer file, TrainedNetwork network) throws IOException {
        try {
            var found = ((FileContent.Whole) OnnxFile.read(file, "a.onnx")).network();
            assertThat(found.parameters()).isEqualTo(network.parameters());
            assertThat(found.architecture().encoder().undropped())
                    .isEqualTo(network.architecture().encoder().undropped());
            assertThat(found.inputShape()).isEqualTo(network.inputShape());
            return false;
        } catch (MalformedException e) {
            assertThat(e.getMessage()).startsWith("a.onnx");
            return true;
        }
    }
}
