package org.seqnet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.TrainingResult;
import org.seqnet.engine.training.ValidationShare;
import org.seqnet.spark.data.DataFacts;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.data.Known;
import org.seqnet.spark.data.Packing;

class SparkTrainerTest {
    private static final PreprocessingRule AUTOMATIC = new PreprocessingRule(Optional.empty(), Filling.NONE, false);
    private static final Recurrent LSTM = new Recurrent(Cell.LSTM, 1, 8, 0.1, 1);
    private static final TrainingOptions SHORT =
            TrainingOptions.defaults().withEpochs(3).withBatchSize(16).withUpdater(Updater.ADAM, 0.01);
    private static final Recipe RECIPE = new Recipe(LSTM, Classes::of, 0, 1, AUTOMATIC, SHORT);

    /** Returns noise to whose first feature the number of its class is added. */
    static List<Example> examples(int count, long seed) {
        var random = new Random(seed);
        var examples = new ArrayList<Example>();
        for (int n = 0; n < count; n++) {
            int label = n % 3;
            var values = new float[2 * (4 + n % 5)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() + (i % 2 == 0 ? label : 0));
            }
            examples.add(
                    new Example("Row " + n, new Example.Numbers(values), 2, new Known.Label("class " + label), 1, ""));
        }
        return examples;
    }

    private static JavaRDD<Example> rows(List<Example> examples, int partitions) {
        return LocalSpark.context().parallelize(examples, partitions);
    }

    private static TrainingResult alone(
            List<Example> training, Optional<List<Example>> validation, Optional<ValidationShare> share) {
        var facts = DataFacts.of(rows(training, 1));
        var learned = Packing.pack(training.iterator(), facts);
        var measured = validation.map(rows -> Packing.pack(rows.iterator(), facts));
        var split = share.flatMap(held -> held.of(learned, Optional.empty()));
        return new Trainer()
                .train(
                        new Architecture(LSTM, Classes.of(facts.domain())),
                        AUTOMATIC,
                        SHORT,
                        split.map(ValidationShare.HeldOut::training).orElse(learned),
                        split.map(ValidationShare.HeldOut::validation).or(() -> measured),
                        TrainingListener.NONE);
    }

    private static void assertSame(TrainingResult actual, TrainingResult expected) {
        assertThat(Arrays.equals(
                        actual.network().parameters(), expected.network().parameters()))
                .isTrue();
        assertThat(Arrays.equals(
                        actual.network().updaterState(), expected.network().updaterState()))
                .isTrue();
        assertThat(actual.history())
                .extracting(epoch -> List.of(epoch.accuracy(), epoch.loss(), epoch.validation()))
                .isEqualTo(expected.history().stream()
                        .map(epoch -> List.of(epoch.accuracy(), epoch.loss(), epoch.validation()))
                        .toList());
    }

    @Test
    void one_partition_learns_what_a_trainer_learns() {
        var training = examples(130, 1);
        var validation = examples(40, 2);

        var result = new SparkTrainer()
                .withData("a list")
                .train(RECIPE, rows(training, 1), Optional.of(rows(validation, 1)), TrainingListener.NONE);

        assertSame(result, alone(training, Optional.of(validation), Optional.empty()));
        var run = result.network().provenance().cluster().orElseThrow();
        assertThat(run.cluster()).startsWith("Spark 3.").endsWith("local[2]");
        assertThat(run.shards()).isEqualTo(1);
        assertThat(run.workers()).isEqualTo(1);
        assertThat(run.rounds()).isEqualTo(3);
        assertThat(run.data()).isEqualTo("a list");
    }

    @Test
    void a_share_is_held_out_as_on_one_machine() {
        var training = examples(130, 1);
        var share = Optional.of(new ValidationShare(0.2, 5));

        var result = new SparkTrainer()
                .withShare(share)
                .train(RECIPE, rows(training, 1), Optional.empty(), TrainingListener.NONE);

        assertSame(result, alone(training, Optional.empty(), share));
    }

    @Test
    void the_same_partitions_learn_the_same_again() {
        var training = examples(200, 1);
        var trainer = new SparkTrainer().withInterval(2).withShare(Optional.of(new ValidationShare(0.2, 5)));

        var first = trainer.train(RECIPE, rows(training, 3), Optional.empty(), TrainingListener.NONE);
        var second = trainer.train(RECIPE, rows(training, 3), Optional.empty(), TrainingListener.NONE);

        assertSame(second, first);
        assertThat(first.history().get(2).accuracy())
                .isGreaterThan(first.history().get(0).accuracy());
    }

    @Test
    void a_hundred_rows_are_learned_in_a_thousand_partitions() {
        var result =
                new SparkTrainer().train(RECIPE, rows(examples(100, 1), 1000), Optional.empty(), TrainingListener.NONE);

        assertThat(result.network().provenance().trainingSequences()).isEqualTo(100);
        assertThat(IntStream.range(0, 3).mapToObj(n -> result.history().get(n).loss()))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void a_network_is_trained_on() {
        var training = examples(130, 1);
        var first = new SparkTrainer()
                .train(RECIPE, rows(training, 2), Optional.empty(), TrainingListener.NONE)
                .network();

        var resumed =
                new SparkTrainer().resume(first, RECIPE, rows(training, 2), Optional.empty(), TrainingListener.NONE);

        assertThat(resumed.history()).hasSize(6);
        assertThat(resumed.history().subList(0, 3)).isEqualTo(first.provenance().history());
    }
}
