package org.seqnet.exchange.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;

/** Reads the header of a file: an object of JSON that says of each tensor what it is and where it stands. */
final class HeaderReader {
    /** More than any network here has: 16 layers of two directions, four tensors each, and the last layer. */
    private static final int MOST_TENSORS = 1000;

    private static final int MOST_AXES = 8;
    private static final String METADATA = "__metadata__";
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(3)
                    .maxNumberLength(20)
                    .maxNameLength(1000)
                    .maxStringLength(100_000)
                    .build())
            .build();

    private final String file;
    private final JsonParser json;
    private final Map<String, Place> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private HeaderReader(String file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    /**
     * Returns what a header says.
     *
     * @param file what messages call the file
     * @throws MalformedException if it says anything else, or more than networks have
     */
    static Header read(String file, byte[] header) throws IOException {
        try (var json = JSON.createParser(header)) {
            var reader = new HeaderReader(file, json);
            try {
                reader.read();
            } catch (CharConversionException e) {
                throw reader.malformed("is not text in UTF-8", e);
            } catch (StreamConstraintsException e) {
                throw reader.malformed("is nested too deep, or has too long a name, text or number", e);
            } catch (JsonProcessingException e) {
                throw reader.malformed("is not valid JSON", e);
            }
            return new Header(reader.tensors, reader.metadata);
        }
    }

    private void read() throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            if (name.equals(METADATA)) {
                readMetadata();
            } else if (tensors.size() == MOST_TENSORS) {
                throw malformed(
                        "names more than " + MOST_TENSORS + " tensors, more than any network that can be read here");
            } else if (tensors.putIfAbsent(name, readTensor(name)) != null) {
                throw malformed("names the tensor %s twice".formatted(Quoted.of(name)));
            }
        }
        if (json.nextToken() != null) {
            throw malformed("goes on behind its end");
        }
    }

    private void readMetadata() throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT, "an object as " + METADATA);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var key = json.currentName();
            expect(json.nextToken(), JsonToken.VALUE_STRING, "texts in " + METADATA);
            if (metadata.size() == MOST_TENSORS) {
                throw malformed("has more than " + MOST_TENSORS + " entries in " + METADATA);
            }
            metadata.put(key, json.getText());
        }
    }

    private Place readTensor(String name) throws IOException {
        var tensor = "tensor " + Quoted.of(name);
        expect(json.currentToken(), JsonToken.START_OBJECT, "an object as " + tensor);
        ElementType type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var key = json.currentName();
            json.nextToken();
            switch (key) {
                case "dtype" -> type = readType(tensor);
                case "shape" -> shape = readNumbers(tensor, key);
                case "data_offsets" -> offsets = readNumbers(tensor, key);
                default -> throw malformed(
                        "says %s of %s; expected dtype, shape and data_offsets".formatted(Quoted.of(key), tensor));
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw malformed("does not say dtype, shape and two data_offsets of " + tensor);
        }
        return place(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private Place place(String name, ElementType type, List<Long> shape, long begin, long end) throws IOException {
        var sizes = new ArrayList<Integer>();
        long bytes = type.bytes();
        for (long size : shape) {
            if (size > Integer.MAX_VALUE || bytes * size > Integer.MAX_VALUE) {
                throw malformed("has too large a shape, %s, for tensor %s".formatted(shape, Quoted.of(name)));
            }
            bytes *= size;
            sizes.add((int) size);
        }
        if (end < begin || end - begin != bytes) {
            throw malformed(String.format(
                    Locale.ROOT,
                    "has data_offsets %,d to %,d for tensor %s, whose shape %s and type %s take %,d bytes",
                    begin,
                    end,
                    Quoted.of(name),
                    shape,
                    type,
                    bytes));
        }
        return new Place(name, type, sizes, begin, end);
    }

    private ElementType readType(String tensor) throws IOException {
        expect(json.currentToken(), JsonToken.VALUE_STRING, "a text as dtype of " + tensor);
        var name = json.getText();
        return ElementType.named(name)
                .orElseThrow(() -> malformed("has the type %s for %s; weights must be F32, F64, F16 or BF16"
                        .formatted(Quoted.of(name), tensor)));
    }

    private List<Long> readNumbers(String tensor, String key) throws IOException {
        var what = "whole numbers of at least 0 as %s of %s".formatted(key, tensor);
        expect(json.currentToken(), JsonToken.START_ARRAY, what);
        var numbers = new ArrayList<Long>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
            boolean isLong = json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            if (!isLong || json.getLongValue() < 0 || numbers.size() == MOST_AXES) {
                throw malformed("has other than up to %d %s".formatted(MOST_AXES, what));
            }
            numbers.add(json.getLongValue());
        }
        return numbers;
    }

    private void expect(JsonToken found, JsonToken expected, String what) throws MalformedException {
        if (found != expected) {
            throw malformed("has something else than " + what);
        }
    }

    private MalformedException malformed(String fault) {
        return malformed(fault, null);
    }

    private MalformedException malformed(String fault, Exception cause) {
        long at = SafetensorsContent.LENGTH_BYTES
                + Math.max(0, json.currentLocation().getByteOffset());
        return new MalformedException(
                String.format(Locale.ROOT, "%s: the header %s (byte %,d).", file, fault, at), cause);
    }
}
