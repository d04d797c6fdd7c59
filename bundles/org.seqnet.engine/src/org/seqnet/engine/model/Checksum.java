package org.seqnet.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.seqnet.engine.trained.TrainedNetwork;

/** SHA-256 checksums, in lower-case hexadecimal digits. */
final class Checksum {
    /** The number of digits. */
    static final int DIGITS = 64;

    private Checksum() {}

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** Returns the checksum of all that a digest was given. */
    static String of(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(byte[] bytes, int length) {
        var digest = begin();
        digest.update(bytes, 0, length);
        return of(digest);
    }

    /** Returns the checksum of a text in UTF-8. */
    static String of(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, bytes.length);
    }

    /** Returns the checksum of what {@link FloatEntry} writes. */
    static String of(float[] values) {
        try {
            var digest = begin();
            FloatEntry.digest(values, digest);
            return of(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the checksum of a network's parameters. */
    static String ofParameters(TrainedNetwork network) {
        try {
            var digest = begin();
            FloatEntry.digest(network, digest);
            return of(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
