package org.seqnet.engine.series;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.tensor.Tensor;

/** Small files of series, as texts, and what is read from them. */
final class SeriesText {

    private SeriesText() {}

    static SeriesReader open(String text, String name) throws IOException {
        return open(text.getBytes(StandardCharsets.UTF_8), name);
    }

    static SeriesReader open(byte[] bytes, String name) throws IOException {
        return SeriesReader.open(() -> new ByteArrayInputStream(bytes), name);
    }

    static List<SeriesCase> read(String text) throws IOException {
        try (var reader = open(text, "t.ts")) {
            return rest(reader);
        }
    }

    static List<SeriesCase> rest(SeriesReader reader) throws IOException {
        var cases = new ArrayList<SeriesCase>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            cases.add(next.get());
        }
        return cases;
    }

    static float[] values(Tensor tensor) {
        var values = new float[tensor.size()];
        tensor.copyTo(values, 0);
        return values;
    }
}
