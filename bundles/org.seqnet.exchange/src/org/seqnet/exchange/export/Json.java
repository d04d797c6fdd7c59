package org.seqnet.exchange.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes values as JSON (RFC 8259). */
final class Json {
    private Json() {}

    /** Returns the text of a list, a map with texts as keys, a number, a truth value or a text. */
    static String of(Object value) {
        var text = new StringWriter();
        try (var generator = new JsonFactory().createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof Iterable<?> list) {
            generator.writeStartArray();
            for (var element : list) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (var entry : map.entrySet()) {
                generator.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof String string) {
            generator.writeString(string);
        } else {
            generator.writeRawValue(value.toString()); // numbers and truth values, as Java writes them
        }
    }
}
