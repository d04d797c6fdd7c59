package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.network.ValueErrors.OfTarget;
import org.seqnet.engine.trained.Checkpoint;
import org.seqnet.engine.trained.EpochSums;
import org.seqnet.engine.trained.MeanWeights;
import org.seqnet.engine.trained.TrainedNetwork;

class CheckpointArchiveTest {
    private static final String DAMAGED =
            "The file is damaged; continue from an earlier checkpoint, or start the training again.";

    private static Checkpoint checkpoint(TrainedNetwork latest, Optional<TrainedNetwork> best, EpochSums sums) {
        var mean = new float[latest.parameterCount()];
        Arrays.fill(mean, -0f);
        mean[0] = Float.MIN_VALUE;
        return new Checkpoint(
                latest, best, Optional.of(new MeanWeights(mean, 7)), 1, 5, sums, 12, 20, 4, "rows=60000\nseed=1");
    }

    private static Checkpoint full() {
        var sums = new EpochSums(123, 0.1 + 0.2, Math.nextUp(1e300), ValueErrors.NONE, 987_654_321);
        return checkpoint(Toys.network(), Optional.of(Toys.network()), sums);
    }

    private static Checkpoint least() {
        return new Checkpoint(Toys.network(), Optional.empty(), Optional.empty(), 0, 0, EpochSums.NONE, 0, 1, 1, "");
    }

    private static byte[] written(Checkpoint checkpoint) throws IOException {
        var bytes = new ByteArrayOutputStream();
        CheckpointArchive.write(checkpoint, bytes);
        return bytes.toByteArray();
    }

    private static Checkpoint read(byte[] bytes) throws IOException {
        return CheckpointArchive.read(new ByteArrayInputStream(bytes), "c");
    }

    private static CraftedModel crafted(Checkpoint checkpoint) throws IOException {
        return CraftedModel.of(written(checkpoint));
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(MalformedModelException.class)
                .hasMessage(message);
    }

    @Test
    void a_checkpoint_comes_back_to_the_bit() throws IOException {
        assertThat(read(written(full()))).isEqualTo(full());
        assertThat(read(written(least()))).isEqualTo(least());
    }

    @Test
    void sums_that_are_no_finite_numbers_come_back() throws IOException {
        var sums = new EpochSums(0, -0.0, Double.NaN, ValueErrors.NONE, Long.MAX_VALUE);
        var infinite = new EpochSums(Long.MAX_VALUE, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, ValueErrors.NONE, 0);

        assertThat(read(written(checkpoint(Toys.network(), Optional.empty(), sums)))
                        .sums())
                .isEqualTo(sums);
        assertThat(read(written(checkpoint(Toys.network(), Optional.empty(), infinite)))
                        .sums())
                .isEqualTo(infinite);
    }

    @Test
    void errors_of_numeric_targets_come_back() throws IOException {
        var network = Toys.values();
        int targets = network.labels().size();
        var errors = new ValueErrors(
                Collections.nCopies(targets, new OfTarget(3, 0.1, 1 / 3.0, -1e-300, Math.nextDown(2.0))));
        var checkpoint = checkpoint(network, Optional.of(network), new EpochSums(3, 0, 1.5, errors, 1));

        assertThat(read(written(checkpoint))).isEqualTo(checkpoint);
    }

    @Test
    void equal_checkpoints_give_equal_bytes() throws IOException {
        assertThat(written(full())).isEqualTo(written(full())).isEqualTo(written(read(written(full()))));
    }

    @Test
    void its_networks_are_whole_network_files() throws IOException {
        var zip = new ZipInputStream(new ByteArrayInputStream(written(full())));
        zip.getNextEntry();

        assertThat(zip.getNextEntry().getName()).isEqualTo("latest.seqnet");
        assertThat(ModelArchive.read(new ByteArrayInputStream(zip.readAllBytes()), "n"))
                .isEqualTo(Toys.network());
    }

    @Test
    void a_checkpoint_cut_anywhere_is_refused() throws IOException {
        var bytes = written(full());
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut))
                    .as("cut to " + length)
                    .isInstanceOf(MalformedModelException.class)
                    .hasMessageStartingWith("c");
        }
    }

    @Test
    void a_checkpoint_cut_in_its_network_says_so() throws IOException {
        int end = crafted(full()).offsetAfter("latest.seqnet");

        assertRefused(
                Arrays.copyOf(written(full()), end - 1),
                "c, entry 'latest.seqnet': the file ends within its 3,738 bytes. " + DAMAGED);
    }

    @Test
    void a_changed_byte_of_a_network_or_mean_is_refused() throws IOException {
        for (var entry : List.of("latest.seqnet", "best.seqnet", "mean.f32")) {
            for (int at = 0; at < 700; at += 7) {
                var bytes = crafted(full()).withByteFlipped(entry, at).bytes();
                assertThatThrownBy(() -> read(bytes))
                        .as(entry + ", byte " + at)
                        .isInstanceOf(MalformedModelException.class)
                        .hasMessageStartingWith("c, entry '" + entry + "'");
            }
        }
    }

    @Test
    void a_network_of_another_checkpoint_is_refused() throws IOException {
        var other = new ByteArrayOutputStream();
        ModelArchive.write(Toys.network(Cell.RNN_TANH), other);

        assertRefused(
                crafted(full()).withEntry("latest.seqnet", other.toByteArray()).bytes(),
                "c, entry 'latest.seqnet': the content does not match the checksum in the manifest. " + DAMAGED);
    }

    @Test
    void a_network_file_is_no_checkpoint_and_a_checkpoint_no_network_file() throws IOException {
        var network = new ByteArrayOutputStream();
        ModelArchive.write(Toys.network(), network);
        var checkpoint = written(full());

        assertRefused(
                network.toByteArray(),
                "c is not a checkpoint: it is a zip file whose first entry is 'manifest.txt'. Select a checkpoint of a "
                        + "training on a cluster.");
        assertRefused(
                "hello".getBytes(StandardCharsets.UTF_8),
                "c is not a checkpoint: it does not start like a zip file. Select a checkpoint of a training on a "
                        + "cluster.");
        assertThatThrownBy(() -> ModelArchive.read(new ByteArrayInputStream(checkpoint), "n"))
                .hasMessage("n is not a network file: it is a zip file whose first entry is 'checkpoint.txt'. Select "
                        + "a file written by the Network Writer.");
    }

    @Test
    void entries_that_are_missing_or_do_not_belong_are_refused() throws IOException {
        assertRefused(
                crafted(full()).withoutEntry("latest.seqnet").bytes(),
                "c: found entry 'best.seqnet' where 'latest.seqnet' is expected.");
        assertRefused(crafted(full()).withoutEntry("mean.f32").bytes(), "c: entry 'mean.f32' is missing. " + DAMAGED);
        assertRefused(
                crafted(full()).withEntry("more", new byte[1]).bytes(),
                "c: entry 'more' does not belong in a checkpoint.");
        assertRefused(
                crafted(full()).withEntryCompressed("best.seqnet").bytes(),
                "c, entry 'best.seqnet': it is compressed, but this format does not allow compression.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "version=1|version=2|, entry 'checkpoint.txt': version 2 of the format is not supported; this version"
                        + " of Sequence Networks supports version 1.",
                "format=seq-net checkpoint|format=other|, entry 'checkpoint.txt': the format is 'other', not 'seq-net"
                        + " checkpoint'.",
                "epochsBefore=1|epochsBefore=3|: The checkpoint cannot be right: 3 of its 2 epochs are of trainings"
                        + " before it.",
                "epochsBefore=1|epochsBefore=-1|: The checkpoint cannot be right: -1 of its 2 epochs are of trainings"
                        + " before it.",
                "batches=5|batches=-5|: The checkpoint cannot be right: -5 mini-batches of the running epoch are done.",
                "rounds=12|rounds=-1|: The checkpoint cannot be right: -1 rounds are done.",
                "interval=20|interval=0|: The checkpoint cannot be right: a round has 0 mini-batches.",
                "shards=4|shards=0|: The checkpoint cannot be right: there are 0 shards.",
                "sums.sequences=123|sums.sequences=-1|, entry 'checkpoint.txt': An epoch cannot have had -1 sequences"
                        + " in 987654321 nanoseconds.",
                "sums.correct=0.3|sums.correct=some0.3|, entry 'checkpoint.txt': 'sums.correct' is"
                        + " 'some0.30000000000000004', not a number.",
                "sums.nanos=|errors.1=1 2\\nsums.nanos=|, entry 'checkpoint.txt': 'errors.1' is '1 2', not a count and"
                        + " four numbers.",
                "sums.nanos=|errors.1=1 2 3 4 5\\nsums.nanos=|: The checkpoint cannot be right: it has errors of 1"
                        + " targets; the network predicts 0.",
                "mean.steps=7|mean.steps=-7|: The number of steps that the mean weights are of, -7, is negative.",
                "mean.steps=7|mean.step=7|, entry 'checkpoint.txt': 'mean.steps' is missing.",
                "fingerprint=|finger=|, entry 'checkpoint.txt': 'fingerprint' is missing.",
                "best.sha256=|worst.sha256=|, entry 'checkpoint.txt': 'worst.sha256' is unknown in this version of the"
                        + " format.",
            })
    void a_wrong_field_is_refused_by_name(String right, String wrong, String fault) throws IOException {
        var bytes = changed(full(), text -> {
            assertThat(text).contains(right);
            return text.replace(right, wrong.replace("\\n", "\n"));
        });

        assertRefused(bytes, "c" + fault);
    }

    private static byte[] changed(Checkpoint checkpoint, UnaryOperator<String> change) throws IOException {
        return crafted(checkpoint)
                .withText(CheckpointArchive.MANIFEST, change)
                .withRightSum(CheckpointArchive.MANIFEST)
                .bytes();
    }

    @Test
    void a_best_network_of_another_kind_is_refused() {
        var other = Optional.of(Toys.network(Cell.RNN_TANH));

        assertThatThrownBy(() -> checkpoint(Toys.network(), other, EpochSums.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The checkpoint cannot be right: its best network is of another architecture than the "
                        + "latest, or for other sequences or labels.");
    }

    @Test
    void mean_weights_that_are_no_numbers_or_of_another_network_are_refused() {
        assertThatThrownBy(() -> new MeanWeights(new float[] {1, Float.NaN}, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A mean weight is NaN, not a finite number.");
        assertThatThrownBy(() -> new Checkpoint(
                        Toys.network(),
                        Optional.empty(),
                        Optional.of(new MeanWeights(new float[3], 1)),
                        0,
                        0,
                        EpochSums.NONE,
                        0,
                        1,
                        1,
                        ""))
                .hasMessage("The checkpoint cannot be right: it has 3 mean weights of 180 parameters.");
    }
}
