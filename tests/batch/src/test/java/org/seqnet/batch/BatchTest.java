package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the batch application in a fresh workspace, on copies of workflows. */
abstract class BatchTest {
    static final Path SAMPLE = Installation.ROOT.resolve("workflows/fashion-mnist-sample");

    @TempDir
    Path scratch;

    final Installation.Outcome batch(String... arguments) {
        return Installation.shared().batch(scratch.resolve("workspace"), arguments);
    }

    /** Runs a workflow and has its results written to a folder, as {@code ./run} does. */
    final Installation.Outcome batchInto(Path results, String... arguments) {
        var all = Stream.concat(Stream.of("-destDir=" + results.resolve("workflow")), Stream.of(arguments));
        return Installation.shared()
                .batch(
                        scratch.resolve("workspace"),
                        Map.of(),
                        List.of("-Dorg.knime.embedded.results=" + results),
                        all.toArray(String[]::new));
    }

    final String log() throws IOException {
        return Files.readString(scratch.resolve("workspace/.metadata/knime/knime.log"));
    }

    final Path sampleWith(String node, String original, String replacement) throws IOException {
        return sampleWith(node, Map.of(original, replacement));
    }

    final Path sampleWith(String node, Map<String, String> replacements) throws IOException {
        var copy = scratch.resolve("changed");
        Installation.copyTree(SAMPLE, copy);
        var settings = copy.resolve(node).resolve("settings.xml");
        var text = Files.readString(settings);
        assertThat(text).contains(replacements.keySet());
        for (var replacement : replacements.entrySet()) {
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        Files.writeString(settings, text);
        return copy;
    }

    final Path copyOf(String workflow) {
        var copy = scratch.resolve(workflow);
        Installation.copyTree(Installation.ROOT.resolve("workflows").resolve(workflow), copy);
        return copy;
    }

    final double accuracy() throws IOException {
        var line = log().lines()
                .filter(text -> text.contains(" : accuracy "))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll(".* : accuracy ([0-9.]+) .*", "$1"));
    }
}
