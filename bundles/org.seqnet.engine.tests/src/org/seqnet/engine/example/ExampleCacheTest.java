package org.seqnet.engine.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.download.DatasetUnavailableException;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.download.LoopbackMirror;
import org.seqnet.engine.rdata.RValue;
import org.seqnet.engine.rdata.RWriter;
import org.seqnet.engine.rdata.RWriter.Attributed;

class ExampleCacheTest {
    private static final double[] VALUES = {3, 1.5};
    private static final String ROWS = "gas production\n1999-12-01\n3.0\ngas production\n2000-01-01\n1.5\n";

    @TempDir
    Path folder;

    private ExampleCache cache;
    private LoopbackMirror mirror;
    private ExampleFile file;

    @BeforeEach
    void start() throws Exception {
        cache = new ExampleCache(folder);
        mirror = new LoopbackMirror(RWriter.packed(RWriter.file(Map.of("gas", series(VALUES)))));
        file = file(sha256(ROWS));
    }

    @AfterEach
    void stop() throws IOException {
        mirror.close();
    }

    private ExampleFile file(String checksum) {
        return new ExampleFile(Example.MONTHLY_SERIES, "forecast", "gas", checksum, List.of(mirror.uri()));
    }

    private static Attributed series(double... values) {
        return new Attributed(values, Map.of("tsp", new double[] {1999 + 11 / 12.0, 2000, 12}));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private Path home() {
        return folder.resolve("r-forecast");
    }

    private ExampleTable obtain() throws IOException {
        return cache.obtain(List.of(file), DownloadListener.NONE);
    }

    @Test
    void data_that_are_not_here_are_downloaded_once() throws Exception {
        assertThat(rows(obtain())).isEqualTo(ROWS);
        mirror.close();

        assertThat(rows(obtain())).isEqualTo(ROWS);
        assertThat(mirror.requests()).containsExactly("whole");
        assertThat(home().resolve("gas.rda")).exists();
    }

    @Test
    void several_files_become_one_table() throws Exception {
        assertThat(rows(cache.obtain(List.of(file, file), DownloadListener.NONE)))
                .isEqualTo(ROWS + ROWS);
    }

    @Test
    void the_database_of_an_installed_package_is_taken() throws Exception {
        Files.createDirectories(home());
        var stored = RWriter.stored(series(VALUES));
        Files.write(home().resolve("Rdata.rdb"), stored);
        var index = new LinkedHashMap<String, Object>();
        index.put("variables", RWriter.named(Map.of("gas", new int[] {0, stored.length})));
        Files.write(home().resolve("Rdata.rdx"), RWriter.packed(RWriter.value(2, RWriter.named(index))));

        assertThat(rows(obtain())).isEqualTo(ROWS);
        assertThat(mirror.requests()).isEmpty();
    }

    @Test
    void damaged_and_other_data_are_downloaded_again() throws Exception {
        obtain();
        for (var wrong : List.of(new byte[] {1}, RWriter.file(Map.of("gas", series(3, 2))))) {
            Files.write(home().resolve("gas.rda"), wrong);

            assertThat(rows(obtain())).isEqualTo(ROWS);
        }
    }

    @Test
    void what_no_mirror_has_is_told_with_what_to_do() throws Exception {
        file = file(sha256("other"));

        assertThatThrownBy(this::obtain)
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessage("Monthly series is not in the cache, and no mirror provided gas.rda. Copy this file, from "
                        + "the sources of the R package forecast, to the folder " + home().toAbsolutePath()
                        + " and try again. Attempts: " + mirror.uri()
                        + ": the values differ from the original (SHA-256 " + sha256(ROWS) + ", expected "
                        + sha256("other") + ").");
        assertThat(home().resolve("gas.rda")).doesNotExist();
    }

    @Test
    void data_of_another_form_are_told() throws Exception {
        mirror.serve(RWriter.file(Map.of("gas", new String[] {"x"})));

        assertThatThrownBy(this::obtain).hasMessageEndingWith(": gas has another form: it is not a series of numbers.");
    }

    @Test
    void a_file_without_the_value_is_told() throws Exception {
        mirror.serve(RWriter.file(Map.of("wine", new double[] {1})));

        assertThatThrownBy(this::obtain).hasMessageEndingWith(": there is no value gas in the file.");
    }

    @ParameterizedTest
    @EnumSource
    void every_example_is_in_the_catalogue(Example example) {
        assertThat(example.files()).isNotEmpty().allSatisfy(file -> {
            assertThat(file.checksum()).matches("[0-9a-f]{64}");
            assertThat(file.mirrors()).isNotEmpty().allMatch(uri -> uri.getScheme()
                    .equals("https"));
        });
    }

    @Test
    void a_half_hour_follows_another() {
        var table = Example.ELECTRICITY_DEMAND.table("taylor", numbers(22_262, 21_756));

        assertThat(rows(table)).isEqualTo("2000-06-05T00:00\n00:00\n22262.0\n2000-06-05T00:30\n00:30\n21756.0\n");
    }

    private static RValue numbers(double... values) {
        return new RValue.Numbers(values, Map.of());
    }

    private static String rows(ExampleTable table) {
        var rows = new ArrayList<String>();
        for (int row = 0; row < table.rows(); row++) {
            for (var column : table.columns()) {
                rows.add(column.text(row) + "\n");
            }
        }
        return String.join("", rows);
    }
}
