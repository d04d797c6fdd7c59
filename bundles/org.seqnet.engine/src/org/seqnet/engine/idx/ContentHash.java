package org.seqnet.engine.idx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/** Compares a file, unpacked if it is gzip, with what the catalogue says of it. */
final class ContentHash {

    private static final int BUFFER_BYTES = 1 << 16;

    private ContentHash() {}

    /**
     * Returns what is wrong with the file's content, or empty if it is the original. Unpacks no more than the
     * original's size and one byte.
     */
    static Optional<String> fault(Path path, DatasetFile expected) throws IOException {
        var digest = sha256();
        var left = expected.bytes() + 1;
        try (var source = new IdxSource(Files.newInputStream(path), path.toString(), OptionalLong.empty())) {
            var buffer = new byte[BUFFER_BYTES];
            for (int read; left > 0 && (read = source.read(buffer, 0, (int) Math.min(buffer.length, left))) >= 0; ) {
                digest.update(buffer, 0, read);
                left -= read;
            }
        } catch (MalformedIdxException damaged) {
            return Optional.of("its gzip data is damaged or truncated");
        }
        if (left == 0) {
            return Optional.of("it is larger than the original of " + expected.bytes() + " bytes");
        }
        var found = HexFormat.of().formatHex(digest.digest());
        return found.equals(expected.sha256())
                ? Optional.empty()
                : Optional.of("its content differs from the original (SHA-256 " + found + ", expected "
                        + expected.sha256() + ")");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError("every Java has SHA-256", missing);
        }
    }
}
