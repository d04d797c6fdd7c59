package org.seqnet.engine.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.seqnet.engine.file.FileSource;
import org.seqnet.engine.file.MalformedFileException;

/**
 * What a file is known to hold.
 *
 * @param bytes its size, uncompressed if it is gzip
 * @param sha256 the SHA-256 of its uncompressed content, in hexadecimal; publishers pack the same content differently
 */
public record Content(long bytes, String sha256) {

    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Returns what is wrong with a file's content, or empty if it is the original. Unpacks no more than the original's
     * size and one byte.
     */
    public Optional<String> fault(Path path) throws IOException {
        var digest = newSha256();
        var left = bytes + 1;
        try (var source = new FileSource(Files.newInputStream(path), path.toString(), OptionalLong.empty())) {
            var buffer = new byte[BUFFER_BYTES];
            for (int read; left > 0 && (read = source.read(buffer, 0, (int) Math.min(buffer.length, left))) >= 0; ) {
                digest.update(buffer, 0, read);
                left -= read;
            }
        } catch (MalformedFileException damaged) {
            return Optional.of("its gzip data is damaged or truncated");
        }
        if (left == 0) {
            return Optional.of("it is larger than the original of " + bytes + " bytes");
        }
        var found = HexFormat.of().formatHex(digest.digest());
        return found.equals(sha256)
                ? Optional.empty()
                : Optional.of("its content differs from the original (SHA-256 " + found + ", expected " + sha256 + ")");
    }

    /** Returns the function that makes the checksums. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError("every Java has SHA-256", missing);
        }
    }
}
