package org.seqnet.knime.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;

/** Network archives: {@code manifest.txt} is damaged line by line, and all checksums are put right mostly. */
final class ModelBytes {
    private static final String MANIFEST = "manifest.txt";
    private static final String CHECKSUM = "sha256=";

    private ModelBytes() {}

    static byte[] of(TrainedNetwork network) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(network, bytes);
        return bytes.toByteArray();
    }

    static TrainedNetwork read(byte[] bytes, String name) throws IOException {
        return ModelArchive.read(new ByteArrayInputStream(bytes), name);
    }

    static byte[] damaged(byte[] valid, Mutator mutator) throws IOException {
        if (mutator.oneIn(8)) {
            return mutator.bytes(valid);
        }
        var zip = Zip.of(valid);
        if (mutator.oneIn(4)) {
            zip = zip.damaged(mutator);
        }
        if (mutator.oneIn(4)) {
            zip = zip.with(mutator.oneIn(2) ? "parameters.f32" : "updater.f32", mutator::bytes);
        }
        if (mutator.below(4) > 0) {
            zip = zip.with(MANIFEST, text -> lines(text, mutator));
        }
        var bytes = (mutator.oneIn(16) ? zip : repaired(zip)).bytes();
        return mutator.oneIn(16) ? mutator.bytes(bytes) : bytes;
    }

    /** Returns lines of a text damaged. */
    static byte[] lines(byte[] text, Mutator mutator) {
        List<String> lines =
                new ArrayList<>(new String(text, StandardCharsets.UTF_8).lines().toList());
        for (int n = 1 + mutator.below(3); n > 0 && !lines.isEmpty(); n--) {
            if (mutator.oneIn(4)) {
                lines = mutator.list(lines);
            } else {
                int at = mutator.below(lines.size());
                lines.set(at, line(lines.get(at), mutator));
            }
        }
        return (String.join("\n", lines) + (mutator.oneIn(32) ? "" : "\n")).getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String line, Mutator mutator) {
        int equals = line.indexOf('=');
        var key = equals < 0 ? line : line.substring(0, equals);
        var value = equals < 0 ? "" : line.substring(equals + 1);
        return switch (mutator.below(6)) {
            case 0 -> mutator.word() + "=" + value;
            case 1 -> damaged(line, mutator);
            case 2 -> key + "=" + damaged(value, mutator);
            default -> key + "=" + mutator.word();
        };
    }

    private static String damaged(String text, Mutator mutator) {
        return new String(mutator.bytes(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** Returns the archive with its checksums put right. */
    private static Zip repaired(Zip zip) {
        var text = zip;
        for (var part : List.of("parameters", "updater")) {
            var content = zip.entries().stream()
                    .filter(entry -> entry.isCalled(part + ".f32"))
                    .map(Zip.Entry::content)
                    .findFirst();
            if (content.isPresent()) {
                var sum = part + "." + CHECKSUM + sha256(content.get());
                text = text.with(MANIFEST, manifest -> new String(manifest, StandardCharsets.UTF_8)
                        .replaceFirst("(?m)^" + part + "\\.sha256=.*", sum)
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return text.with(MANIFEST, ModelBytes::summed);
    }

    /** Returns a manifest whose last line is the checksum of those before. */
    static byte[] summed(byte[] manifest) {
        var text = new String(manifest, StandardCharsets.UTF_8);
        int last = text.lastIndexOf("\n" + CHECKSUM) + 1;
        var body = (last > 0 ? text.substring(0, last) : text).getBytes(StandardCharsets.UTF_8);
        var sum = (CHECKSUM + sha256(body) + "\n").getBytes(StandardCharsets.UTF_8);
        var whole = Arrays.copyOf(body, body.length + sum.length);
        System.arraycopy(sum, 0, whole, body.length, sum.length);
        return whole;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
