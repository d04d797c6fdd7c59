package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The optional feature that computes on current graphics cards, on a machine that has none. */
class GraphicsCardFeatureTest extends BatchTest {
    private static final Path CARDS = Path.of("/dev/nvidiactl");

    @Test
    void where_there_is_no_card_nothing_is_computed_logged_or_loaded_differently() throws IOException {
        assumeTrue(Files.notExists(CARDS), "This machine has an NVIDIA driver, which the feature would use.");
        var installation = Installation.fresh("knime-cudnn");
        installation.installForGraphicsCards(UpdateSite.ADDRESS);
        assertThat(installation.ours()).containsKey("org.seqnet.cudnn");

        var with = run(installation, "with");
        var without = run(Installation.shared(), "without");

        assertThat(with.predictions()).hasSize(1 + 500).isEqualTo(without.predictions());
        assertThat(with.messages()).isEqualTo(without.messages());
        assertThat(with.console())
                .contains("org.seqnet.cudnn.CudnnSupport source:") // a card was looked for
                .doesNotContain("com.sun.jna.");
        assertThat(without.console())
                .contains("org.seqnet.engine.training.Trainer source:")
                .doesNotContain("org.seqnet.cudnn.CudnnSupport source:");
    }

    /** What a run computed, said, and loaded. */
    private record Run(List<String> predictions, List<String> messages, String console) {}

    private Run run(Installation installation, String name) throws IOException {
        var results = scratch.resolve(name);
        var workspace = scratch.resolve(name + "-workspace");

        var outcome = installation.batch(
                workspace,
                Map.of(),
                List.of("-Dorg.knime.embedded.results=" + results, "-Xlog:class+load"),
                "-destDir=" + results.resolve("workflow"),
                "-reset",
                "-failonloaderror",
                "-workflowDir=" + SAMPLE);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return new Run(
                Files.readAllLines(results.resolve("tables/6-network-predictor-1-predictions.csv")),
                messages(workspace.resolve(".metadata/knime/knime.log")),
                outcome.output());
    }

    /** Returns the level and the class of each message: their texts hold times. */
    private static List<String> messages(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.map(line -> line.split(" : "))
                    .filter(parts -> parts.length > 4)
                    .map(parts -> parts[1].strip() + " " + parts[4].strip())
                    .toList();
        }
    }
}
