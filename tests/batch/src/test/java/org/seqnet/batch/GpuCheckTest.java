package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that prove on a card that networks learn there, on the stand-in for a card. */
class GpuCheckTest {
    private static final Path SCRIPTS = Installation.ROOT.resolve("benchmarks/gpu");
    private static final Pattern STEP = Pattern.compile("(?m)^  \"(\\w+)\": \\{\\s+\"passed\": (\\w+)");

    @TempDir
    Path scratch;

    @Test
    void all_steps_of_the_check_run_from_what_was_prepared_and_without_nd4j() throws Exception {
        for (var program : List.of("/usr/bin/g++", "/usr/bin/python3")) {
            assumeTrue(Files.isExecutable(Path.of(program)), program + " is missing.");
        }
        var kit = scratch.resolve("kit");
        var card = scratch.resolve("card");
        var results = scratch.resolve("results.json");
        noise(Files.createDirectory(scratch.resolve("mnist")));

        run(
                SCRIPTS.resolve("prepare"),
                "--built",
                "--mnist",
                scratch.resolve("mnist"),
                "--kit",
                kit,
                "--stand-in",
                card);

        assertThat(size(kit)).isLessThan(60_000_000);
        try (var files = Files.list(kit)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("check.jar", "jna.jar", "jre.tar.xz", "mnist");
        }

        run(SCRIPTS.resolve("check"), "--kit", kit, "--stand-in", card, "--results", results);

        var steps = new TreeMap<String, String>();
        STEP.matcher(Files.readString(results)).results().forEach(step -> steps.put(step.group(1), step.group(2)));
        steps.replace("gradients", "null", "true"); // where there is no PyTorch to compute the reference
        assertThat(steps)
                .as(Files.readString(results))
                .isEqualTo(Map.of(
                        "device", "true",
                        "gradients", "true",
                        "accuracy", "true",
                        "speed", "true",
                        "memory", "true",
                        "together", "true",
                        "cancel", "true",
                        "leaks", "true"));
    }

    /** Writes images as MNIST's, of which more than the check uses here. */
    private static void noise(Path folder) throws IOException {
        for (var split : List.of("train", "t10k")) {
            var images = new ByteArrayOutputStream();
            images.write(new byte[] {0, 0, 8, 3, 0, 0, 1, 0, 0, 0, 0, 28, 0, 0, 0, 28});
            var labels = new ByteArrayOutputStream();
            labels.write(new byte[] {0, 0, 8, 1, 0, 0, 1, 0});
            for (int n = 0; n < 256; n++) {
                labels.write(n * n % 10);
                for (int pixel = 0; pixel < 28 * 28; pixel++) {
                    images.write(n * 7919 + pixel * pixel * 31 >> 3 & 0xFF);
                }
            }
            Files.write(folder.resolve(split + "-images-idx3-ubyte"), images.toByteArray());
            Files.write(folder.resolve(split + "-labels-idx1-ubyte"), labels.toByteArray());
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private void run(Object... command) throws IOException, InterruptedException {
        var console = scratch.resolve("console.txt");
        var builder =
                new ProcessBuilder(Stream.of(command).map(Object::toString).toList());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(console)).isZero();
    }
}
