package org.seqnet.knime.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages things in ways that depend on a seed alone. */
final class Mutator {
    private static final int[] TELLING = {
        0,
        1,
        2,
        -1,
        3,
        127,
        128,
        255,
        256,
        32_767,
        65_535,
        65_536,
        1 << 20,
        1 << 26,
        -8,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE - 8,
        0x7FC00000,
        0x7F800000,
        0xFF7FFFFF
    };
    private static final String[] WORDS = {
        "",
        " ",
        "0",
        "-0.0",
        "1",
        "-1",
        "2",
        "7",
        "255",
        "1024",
        "65536",
        "2147483647",
        "2147483639",
        "-2147483648",
        "2147483648",
        "9223372036854775807",
        "-9223372036854775808",
        "1e308",
        "1e-320",
        "NaN",
        "Infinity",
        "-Infinity",
        "true",
        "false",
        "null",
        "any",
        "\u0000",
        "\ud800",
        "ü%%00000",
        "\\",
        "\\n",
        "='\"<&>",
        "x".repeat(100_000),
        "+1000000000-12-31T23:59:59Z",
        "0x1p3",
        "1 2 3 4",
        "1 2 3 4 5",
        "-1 -1 -1 -1",
        "NaN NaN 0 NaN NaN NaN"
    };
    /** Headers are short, and most of what can go wrong is in them. */
    private static final int HEAD = 48;

    private final SplittableRandom random;

    Mutator(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns a number from 0 to below {@code bound}, or 0 if there is none. */
    int below(int bound) {
        return bound < 1 ? 0 : random.nextInt(bound);
    }

    /** Says yes once in so many times. */
    boolean oneIn(int times) {
        return below(times) == 0;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Returns a text that readers may stumble over. */
    String word() {
        return WORDS[below(WORDS.length)];
    }

    /** Returns bytes with one to four things wrong. */
    byte[] bytes(byte[] valid) {
        var damaged = valid;
        for (int n = 1 + below(4); n > 0; n--) {
            damaged = damaged(damaged);
        }
        return damaged;
    }

    private byte[] damaged(byte[] bytes) {
        if (bytes.length == 0) {
            return noise(1 + below(HEAD));
        }
        int at = oneIn(2) ? below(Math.min(HEAD, bytes.length)) : below(bytes.length);
        int end = at + below(Math.min(bytes.length - at, oneIn(4) ? bytes.length : HEAD) + 1);
        return switch (below(9)) {
            case 0 -> with(bytes, at, (byte) (bytes[at] ^ 1 << below(8)));
            case 1 -> with(bytes, at, (byte) random.nextInt());
            case 2 -> withInt(bytes, at, TELLING[below(TELLING.length)]);
            case 3 -> withInt(bytes, at, random.nextInt());
            case 4 -> Arrays.copyOf(bytes, at);
            case 5 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
            case 6 -> joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
            case 7 -> joined(
                    joined(Arrays.copyOf(bytes, at), noise(1 + below(HEAD))),
                    Arrays.copyOfRange(bytes, at, bytes.length));
            default -> joined(bytes, Arrays.copyOfRange(bytes, at, end));
        };
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        var changed = bytes.clone();
        changed[at] = value;
        return changed;
    }

    private byte[] withInt(byte[] bytes, int at, int value) {
        var changed = bytes.clone();
        var order = oneIn(2) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        var number =
                ByteBuffer.allocate(Integer.BYTES).order(order).putInt(value).array();
        System.arraycopy(number, 0, changed, at, Math.min(number.length, changed.length - at));
        return changed;
    }

    private byte[] noise(int length) {
        var noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** Returns a list with an element gone, there twice, or at another place. */
    <T> List<T> list(List<T> valid) {
        var changed = new ArrayList<>(valid);
        if (!changed.isEmpty()) {
            int at = below(changed.size());
            switch (below(3)) {
                case 0 -> changed.remove(at);
                case 1 -> changed.add(below(changed.size() + 1), changed.get(at));
                default -> changed.add(below(changed.size()), changed.remove(at));
            }
        }
        return changed;
    }
}
