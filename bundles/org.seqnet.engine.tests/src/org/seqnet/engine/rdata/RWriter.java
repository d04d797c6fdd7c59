package org.seqnet.engine.rdata;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Writes values as R does, by the description in R Internals. */
public final class RWriter {
    private static final int ATTRIBUTES = 1 << 9;
    private static final int NAMED = 1 << 10;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<String, Integer> symbols = new LinkedHashMap<>();

    /** Returns a file of values with names, as {@code save} writes it uncompressed. */
    public static byte[] file(Map<String, Object> values) {
        return writing(writer -> {
            writer.out.writeBytes("RDX2\n");
            writer.header(2);
            writer.pairs(values);
        });
    }

    /** Returns a value, as {@code serialize} writes it. */
    public static byte[] value(int version, Object value) {
        return writing(writer -> {
            writer.header(version);
            writer.item(value, Map.of());
        });
    }

    /** A value with attributes. */
    public record Attributed(Object value, Map<String, Object> attributes) {}

    /** Returns a list whose values have names. */
    public static Attributed named(Map<String, Object> values) {
        return new Attributed(
                new ArrayList<>(values.values()),
                Map.of("names", values.keySet().toArray(String[]::new)));
    }

    private interface Writing {
        void write(RWriter writer) throws IOException;
    }

    private static byte[] writing(Writing writing) {
        var writer = new RWriter();
        try {
            writing.write(writer);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return writer.bytes.toByteArray();
    }

    private void header(int version) throws IOException {
        out.writeBytes("X\n");
        out.writeInt(version);
        out.writeInt(0x40202);
        out.writeInt(version == 3 ? 0x30500 : 0x20300);
        if (version == 3) {
            out.writeInt(5);
            out.writeBytes("UTF-8");
        }
    }

    private void pairs(Map<String, Object> values) throws IOException {
        for (var entry : values.entrySet()) {
            out.writeInt(2 | NAMED);
            symbol(entry.getKey());
            item(entry.getValue(), Map.of());
        }
        out.writeInt(254);
    }

    private void symbol(String name) throws IOException {
        var number = symbols.get(name);
        if (number != null) {
            out.writeInt(255 | number << 8);
            return;
        }
        symbols.put(name, symbols.size() + 1);
        out.writeInt(1);
        text(name);
    }

    private void text(String text) throws IOException {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(9 | 1 << 15);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private void item(Object value, Map<String, Object> attributes) throws IOException {
        int flags = attributes.isEmpty() ? 0 : ATTRIBUTES;
        if (value instanceof Attributed attributed) {
            item(attributed.value(), attributed.attributes());
            return;
        }
        if (value == null) {
            out.writeInt(254);
        } else if (value instanceof int[] numbers) {
            out.writeInt(13 | flags);
            out.writeInt(numbers.length);
            for (int number : numbers) {
                out.writeInt(number);
            }
        } else if (value instanceof double[] numbers) {
            out.writeInt(14 | flags);
            out.writeInt(numbers.length);
            for (double number : numbers) {
                out.writeDouble(number);
            }
        } else if (value instanceof String[] texts) {
            out.writeInt(16 | flags);
            out.writeInt(texts.length);
            for (var text : texts) {
                text(text);
            }
        } else {
            var items = (List<?>) value;
            out.writeInt(19 | flags);
            out.writeInt(items.size());
            for (var item : items) {
                item(item, Map.of());
            }
        }
        if (!attributes.isEmpty()) {
            pairs(attributes);
        }
    }

    /** Returns the bytes gzipped. */
    public static byte[] packed(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    /** Returns a value as it stands in a database: its size, then its bytes deflated. */
    public static byte[] stored(Object value) throws IOException {
        var plain = value(2, value);
        var packed = new ByteArrayOutputStream();
        new DataOutputStream(packed).writeInt(plain.length);
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(plain);
        }
        return packed.toByteArray();
    }
}
