package org.seqnet.exchange.safetensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** State dictionaries of {@code benchmarks/exchange/state_dicts.py}, and files made up of parts. */
final class StateDicts {
    static final int SEQUENCES = 5;
    static final int TIME_STEPS = 6;
    static final int FEATURES = 3;
    static final int OUTPUTS = 2;

    private StateDicts() {}

    /** Returns the file of the case with this name. */
    static byte[] file(String name) {
        return resource(name + ".safetensors");
    }

    /** Returns the sequences of a case, N x T x F. */
    static float[] sequences(String name) {
        return Arrays.copyOf(numbers(name), SEQUENCES * TIME_STEPS * FEATURES);
    }

    /** Returns what PyTorch made of them, N x K. */
    static float[] expected(String name) {
        var numbers = numbers(name);
        return Arrays.copyOfRange(numbers, SEQUENCES * TIME_STEPS * FEATURES, numbers.length);
    }

    private static float[] numbers(String name) {
        var numbers = ByteBuffer.wrap(resource(name + ".expected")).asFloatBuffer();
        var values = new float[numbers.remaining()];
        numbers.get(values);
        return values;
    }

    private static byte[] resource(String name) {
        try (var in = StateDicts.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a file of a header and so many bytes of zeros. */
    static byte[] of(String header, int bytes) {
        var json = header.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    /** A file of tensors of zeros, one after another. */
    static final class Draft {
        private final List<String> tensors = new ArrayList<>();
        private int end;

        Draft with(String name, int... shape) {
            return with(name, "F32", 4, shape);
        }

        Draft with(String name, String type, int bytes, int... shape) {
            int size = bytes * Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            tensors.add("\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(name, type, Arrays.toString(shape), end, end + size));
            end += size;
            return this;
        }

        byte[] file() {
            return of("{" + String.join(",", tensors) + "}", end);
        }
    }
}
