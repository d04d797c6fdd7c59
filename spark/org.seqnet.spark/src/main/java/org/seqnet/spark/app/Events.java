package org.seqnet.spark.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Tells another program what happens: one line for each event, of a prefix and a JSON object. */
final class Events {
    /** What the line of an event begins with. */
    static final String PREFIX = "seqnet-event ";

    private final PrintStream out;
    // whatever the encoding of the output is
    private final JsonFactory json =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    Events(PrintStream out) {
        this.out = out;
    }

    /**
     * Tells an event.
     *
     * @param name what happened
     * @param fields what is to be said of it: texts and numbers
     */
    void tell(String name, Map<String, Object> fields) {
        var text = new StringWriter();
        try (var generator = json.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("event", name);
            for (var field : fields.entrySet()) {
                generator.writeFieldName(field.getKey());
                write(generator, field.getValue());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory takes everything
        }
        synchronized (out) {
            out.print(PREFIX + text + "\n");
            out.flush();
        }
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Integer number) {
            generator.writeNumber(number);
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else {
            generator.writeString(value.toString());
        }
    }
}
