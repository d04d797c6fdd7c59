package org.seqnet.engine.rdata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.file.FileSource;
import org.seqnet.engine.file.MalformedFileException;
import org.seqnet.engine.rdata.RWriter.Attributed;

class RDataTest {
    private static final int MAGIC = 5;
    private static final int HEADER = MAGIC + 14;

    @TempDir
    Path folder;

    @Test
    void a_series_is_read_with_its_attributes() throws Exception {
        var series = new Attributed(new int[] {5, Integer.MIN_VALUE, -7}, Map.of("tsp", new double[] {1, 2, 336}));

        var demand =
                read(RWriter.file(Map.of("demand", series))).named("demand").orElseThrow();

        assertThat(((RValue.Numbers) demand).values()).containsExactly(5, Double.NaN, -7);
        assertThat(((RValue.Numbers) demand.attribute("tsp").orElseThrow()).values())
                .containsExactly(1, 2, 336);
    }

    @Test
    void a_data_frame_is_read_plain_and_gzipped() throws Exception {
        var columns = new LinkedHashMap<String, Object>();
        columns.put("x", new double[] {0.5, Double.NaN});
        columns.put("name", new String[] {"ü", ""});
        columns.put("none", null);
        var file = RWriter.file(Map.of("frame", RWriter.named(columns)));

        for (var bytes : List.of(file, RWriter.packed(file))) {
            var frame = (RValue.Items) read(bytes).named("frame").orElseThrow();
            assertThat(((RValue.Numbers) frame.named("x").orElseThrow()).values())
                    .containsExactly(0.5, Double.NaN);
            assertThat(((RValue.Texts) frame.named("name").orElseThrow()).values())
                    .containsExactly("ü", "");
            assertThat(frame.named("none")).contains(RValue.NOTHING);
            assertThat(frame.named("other")).isEmpty();
        }
    }

    @Test
    void a_name_that_was_written_before_is_found_by_its_number() throws Exception {
        var levels = Map.<String, Object>of("levels", new String[] {"a"});
        var columns = Map.<String, Object>of(
                "x", List.of(new Attributed(new int[] {1}, levels), new Attributed(new int[] {2}, levels)));

        var list = (RValue.Items) read(RWriter.file(columns)).named("x").orElseThrow();

        assertThat(list.values()).allSatisfy(value -> assertThat(value.attribute("levels"))
                .contains(new RValue.Texts(List.of("a"), Map.of())));
    }

    @Test
    void many_values_are_read_beyond_the_first_piece() throws Exception {
        var many = new double[5000];
        Arrays.setAll(many, i -> i / 3.0);

        var read = read(RWriter.file(Map.of("many", many))).named("many").orElseThrow();

        assertThat(((RValue.Numbers) read).values()).containsExactly(many);
    }

    @Test
    void a_database_is_read_value_by_value() throws Exception {
        var database = database(new double[] {1, 2}, new String[] {"b"});

        assertThat(((RValue.Numbers) database.read("first")).values()).containsExactly(1, 2);
        assertThat(((RValue.Texts) database.read("second")).values()).containsExactly("b");
        assertThatThrownBy(() -> database.read("third"))
                .hasMessage(folder.resolve("Rdata.rdb") + ": there is no value third. Get another copy of the file.");
    }

    @Test
    void a_database_that_its_index_does_not_fit_is_refused() throws Exception {
        var database = database(new double[] {1, 2}, new String[] {"b"});
        var values = folder.resolve("Rdata.rdb");
        Files.write(values, Arrays.copyOf(Files.readAllBytes(values), 20));

        assertThatThrownBy(() -> database.read("second"))
                .hasMessage(values + ": the index places second outside the file. Get new copies of both.");
    }

    @Test
    void version_3_is_read_past_its_encoding() throws Exception {
        var index = folder.resolve("Rdata.rdx");
        Files.write(index, RWriter.value(3, RWriter.named(Map.of("variables", RWriter.named(Map.of())))));
        Files.write(folder.resolve("Rdata.rdb"), new byte[0]);

        var database = RDatabase.open(index, folder.resolve("Rdata.rdb"));

        assertThatThrownBy(() -> database.read("x")).isInstanceOf(IOException.class);
    }

    private RDatabase database(Object first, Object second) throws IOException {
        var places = new LinkedHashMap<String, Object>();
        var all = new ByteArrayOutputStream();
        for (var entry : List.of(Map.entry("first", first), Map.entry("second", second))) {
            var stored = RWriter.stored(entry.getValue());
            places.put(entry.getKey(), new int[] {all.size(), stored.length});
            all.write(stored);
        }
        var index = new LinkedHashMap<String, Object>();
        index.put("variables", RWriter.named(places));
        index.put("compressed", new int[] {1});
        Files.write(folder.resolve("Rdata.rdx"), RWriter.packed(RWriter.value(2, RWriter.named(index))));
        Files.write(folder.resolve("Rdata.rdb"), all.toByteArray());
        return RDatabase.open(folder.resolve("Rdata.rdx"), folder.resolve("Rdata.rdb"));
    }

    @Test
    void a_file_of_another_kind_is_refused() {
        refuses(
                "hello world".getBytes(UTF_8),
                "byte 0: an R data file starts with RDX2 or RDX3. Select an .rda or .RData file, or get a new copy.");
        refuses(
                new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0},
                "byte 0: the file is compressed with xz; uncompressed and gzipped files are supported. Decompress it "
                        + "first.");
        refuses(
                "BZh91AY".getBytes(UTF_8),
                "byte 0: the file is compressed with bzip2; uncompressed and gzipped files are supported. Decompress "
                        + "it first.");
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 12, HEADER + 3, 40, 50})
    void a_truncated_file_is_refused(int length) {
        var file = RWriter.file(Map.of("demand", new double[] {1, 2, 3}));

        refuses(
                Arrays.copyOf(file, length),
                "byte " + length + ": the file ends here, within a value; it is truncated. Get a new copy of it.");
    }

    @Test
    void what_is_not_supported_is_named() {
        var file = RWriter.file(Map.of("x", new double[] {1}));
        int type = file.length - 4 - 8 - 4 - 1; // the last byte of the flags of x

        refuses(
                changed(file, type, 15),
                "byte " + (type - 3) + ": a value of R's type 15 is not supported; numbers, texts, and lists and data "
                        + "frames of them are. Select another file, or save only the data in R.");
        refuses(
                changed(file, MAGIC, 'A'),
                "byte 5: the value is not in R's format XDR. Save it in R again with save(..., ascii = FALSE), or get "
                        + "a "
                        + "new copy of the file.");
        refuses(
                changed(file, MAGIC + 5, 4),
                "byte 7: version 4 of R's format is not supported; versions 2 and 3 are. Save the file again in R with "
                        + "version = 2.");
    }

    @Test
    void lengths_that_no_example_has_are_refused_before_anything_is_allocated() {
        var file = RWriter.file(Map.of("x", new double[] {1}));
        int length = file.length - 4 - 8 - 4;

        for (int wrong : new int[] {-1, Integer.MAX_VALUE, (1 << 20) + 1}) {
            var bytes = file.clone();
            ByteBuffer.wrap(bytes).putInt(length, wrong);
            refuses(
                    bytes,
                    "byte " + length + ": a vector of " + wrong + " elements; at most 1,048,576 are supported, all "
                            + "vectors together. Get a new copy of the file.");
        }
    }

    @Test
    void lists_in_lists_without_end_are_refused() {
        Object deep = new int[0];
        for (int i = 0; i < 100; i++) {
            deep = List.of(deep);
        }
        var file = RWriter.file(Map.of("x", deep));

        assertThatThrownBy(() -> read(file))
                .hasMessageEndingWith(": lists are nested more than 64 deep. Get another copy of the file.");
    }

    @Test
    void attributes_with_fewer_names_than_values_are_refused() throws Exception {
        var out = new ByteArrayOutputStream();
        var data = new DataOutputStream(out);
        data.write(RWriter.value(2, null), 0, HEADER - MAGIC);
        data.writeInt(1 << 9 | 13); // integers with attributes
        data.writeInt(0);
        int attributes = MAGIC + out.size();
        // a list of two values where pairs belong, with one name
        var list = RWriter.value(
                2, new Attributed(List.of(new int[0], new int[0]), Map.of("names", new String[] {"levels"})));
        data.write(list, HEADER - MAGIC, list.length - (HEADER - MAGIC));
        var file = new ByteArrayOutputStream();
        file.write("RDX2\n".getBytes(UTF_8));
        file.write(out.toByteArray());

        refuses(
                file.toByteArray(),
                "byte " + attributes + ": attributes of a value are expected here. Get a new copy of the file.");
    }

    @Test
    void texts_are_bounded_together() {
        var texts = new String[300];
        Arrays.fill(texts, "x".repeat(1 << 16));

        assertThatThrownBy(() -> read(RWriter.packed(RWriter.file(Map.of("x", texts)))))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageEndingWith(
                        ": all texts together have more than 16,777,216 bytes. Get a new copy of the " + "file.");
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        var changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void refuses(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes)).hasMessage("x.rda, " + message);
    }

    private static RValue.Items read(byte[] bytes) throws IOException {
        return RData.read(FileSource.open(() -> new ByteArrayInputStream(bytes), "x.rda"));
    }
}
