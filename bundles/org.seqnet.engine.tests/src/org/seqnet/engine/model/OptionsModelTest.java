package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.engine.model.ModelFiles.assertRefused;
import static org.seqnet.engine.model.ModelFiles.manifestChanged;
import static org.seqnet.engine.model.ModelFiles.read;
import static org.seqnet.engine.model.ModelFiles.text;
import static org.seqnet.engine.model.ModelFiles.written;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.Schedule.Constant;
import org.seqnet.engine.options.Schedule.Cosine;
import org.seqnet.engine.options.Schedule.OneCycle;
import org.seqnet.engine.options.Schedule.ReduceOnPlateau;
import org.seqnet.engine.options.TrainingOptions.Draft;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.TrainedNetwork;

/** What versions 8 and 11 say of the options of a training, and of the rates of its epochs. */
class OptionsModelTest {
    private static final String MANIFEST = "m.net, entry 'manifest.txt': ";

    private static TrainedNetwork with(Consumer<Draft> change) {
        var network = Toys.network();
        return with(network, change, network.provenance().history());
    }

    private static TrainedNetwork with(TrainedNetwork network, Consumer<Draft> change, List<EpochRecord> history) {
        var made = network.provenance();
        return new TrainedNetwork(
                network.architecture(),
                network.input(),
                network.labels(),
                network.parameters(),
                network.updaterState(),
                network.steps(),
                new Provenance(
                        made.seqNet(),
                        made.library(),
                        made.java(),
                        made.system(),
                        made.device(),
                        made.trainedAt(),
                        made.trainingSequences(),
                        made.heldOut(),
                        made.options().with(change),
                        history,
                        made.bestEpoch(),
                        made.stopReason()));
    }

    /** Returns a network whose epochs had these rates. */
    private static TrainedNetwork with(int epochs, OptionalDouble... rates) {
        var network = Toys.network();
        var history = new ArrayList<EpochRecord>();
        for (var rate : rates) {
            var like = network.provenance().history().get(0);
            history.add(new EpochRecord(
                    history.size() + 1,
                    new Evaluation(like.accuracy(), like.loss()),
                    like.duration(),
                    like.samplesPerSecond(),
                    like.validation(),
                    like.device(),
                    rate));
        }
        return with(network, draft -> draft.epochs = epochs, history);
    }

    private static TrainedNetwork everything() {
        return with(draft -> {
            draft.schedule = new ReduceOnPlateau(0.5, 0.25, 2);
            draft.findsLearningRate = true;
            draft.labelSmoothing = 0.1;
            draft.weighting = Weighting.BALANCED;
        });
    }

    static Stream<TrainedNetwork> networks() {
        return Stream.<Schedule>of(
                        new Constant(1 / 3.0), new Cosine(0, 0.01), new OneCycle(), new ReduceOnPlateau(2, 0.1, 7))
                .<Consumer<Draft>>map(schedule -> draft -> draft.schedule = schedule)
                .map(OptionsModelTest::with);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void every_schedule_comes_back(TrainedNetwork network) throws IOException {
        assertThat(read(written(network))).isEqualTo(network).isNotEqualTo(Toys.network());
        assertThat(text(network)).contains("version=8\n");
    }

    @Test
    void all_options_come_back() throws IOException {
        assertThat(read(written(everything()))).isEqualTo(everything());
        assertThat(text(everything()))
                .contains(
                        "version=8\n",
                        """
                        schedule=REDUCE_ON_PLATEAU
                        schedule.warmUpEpochs=0.5
                        schedule.factor=0.25
                        schedule.patience=2
                        training.findsLearningRate=true
                        training.labelSmoothing=0.1
                        training.weighting=BALANCED
                        training.bestEpoch=1
                        """);
        for (var one : List.<Consumer<Draft>>of(
                draft -> draft.findsLearningRate = true,
                draft -> draft.labelSmoothing = 0.5,
                draft -> draft.weighting = Weighting.GIVEN)) {
            assertThat(read(written(with(one)))).isEqualTo(with(one)).isNotEqualTo(Toys.network());
        }
    }

    @Test
    void mixed_precision_comes_back_in_version_11() throws IOException {
        var mixed = with(draft -> draft.precision = PrecisionChoice.MIXED);

        assertThat(read(written(mixed))).isEqualTo(mixed).isNotEqualTo(Toys.network());
        assertThat(text(mixed)).contains("version=11\n", "training.precision=MIXED\ntraining.bestEpoch=1\n");
        assertRefused(
                manifestChanged(mixed, "version=11", "version=10"),
                MANIFEST + "'training.precision' is unknown in this version of the format.");
        assertRefused(
                manifestChanged(mixed, "=MIXED", "=HALF"),
                MANIFEST + "'training.precision' is 'HALF', not one of [MIXED].");
    }

    @Test
    void what_is_off_has_no_field_and_needs_no_version() throws IOException {
        assertThat(text(Toys.network()))
                .contains("version=1\n")
                .doesNotContain("schedule", "findsLearningRate", "labelSmoothing", "weighting", "precision", "rate.");
    }

    @Test
    void rates_other_than_that_of_the_options_come_back() throws IOException {
        var rate = OptionalDouble.of(0.0025);
        var network = with(5, OptionalDouble.of(0.125), rate, OptionalDouble.of(1e-9));

        assertThat(read(written(network))).isEqualTo(network);
        assertThat(text(network))
                .contains("version=8\n", "rate.1=0.125\n", "rate.3=1.0E-9\n")
                .doesNotContain("rate.2");
    }

    @Test
    void rates_of_trainings_before_are_not_known_from_older_versions() throws IOException {
        var rate = OptionalDouble.of(0.0025);
        var none = OptionalDouble.empty();
        var old = with(2, none, rate, rate);

        assertThat(text(old)).contains("version=1\n").doesNotContain("rate.");
        assertThat(read(written(old))).isEqualTo(old);
        var resumed = with(2, rate, rate, rate);
        assertThat(text(resumed)).contains("version=8\n", "rate.1=0.0025\n").doesNotContain("rate.2");
        assertThat(read(written(resumed))).isEqualTo(resumed);
        var resumedAgain = with(9, none, rate, rate);
        assertThat(text(resumedAgain))
                .contains("version=8\n", "rate.1=unknown\n")
                .doesNotContain("rate.2");
        assertThat(read(written(resumedAgain))).isEqualTo(resumedAgain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=8|version=7|'schedule' is unknown in this version of the format.",
                "=REDUCE_ON_PLATEAU|=STEPS|'schedule' is 'STEPS', not one of [CONSTANT, COSINE, ONE_CYCLE, "
                        + "REDUCE_ON_PLATEAU].",
                "=REDUCE_ON_PLATEAU|=ONE_CYCLE|'schedule.warmUpEpochs' is unknown in this version of the format.",
                "=REDUCE_ON_PLATEAU|=COSINE|'schedule.finalShare' is missing.",
                "warmUpEpochs=0.5|warmUpEpochs=-1|Warm-up: -1.0 epochs is not a non-negative number (0 disables it).",
                "warmUpEpochs=0.5|warmUpEpochs=6|Warm-up: 6.0 epochs are more than training has, 5.",
                "factor=0.25|factor=NaN|Reduce on plateau, factor: NaN is not greater than 0 and less than 1.",
                "patience=2|patience=0|Reduce on plateau, patience: 0 is not at least 1 epoch.",
                "findsLearningRate=true|findsLearningRate=yes|'training.findsLearningRate' is 'yes', not true or "
                        + "false.",
                "labelSmoothing=0.1|labelSmoothing=1|Label smoothing: 1.0 is not at least 0 and less than 1.",
                "weighting=BALANCED|weighting=HEAVY|'training.weighting' is 'HEAVY', not one of [EQUAL, BALANCED, "
                        + "GIVEN].",
                "epoch.2=|rate.2=0#epoch.2=|'rate.2' is '0', not a number greater than 0, or unknown.",
                "epoch.2=|rate.2=Infinity#epoch.2=|'rate.2' is 'Infinity', not a number greater than 0, or unknown.",
                "epoch.2=|rate.2=fast#epoch.2=|'rate.2' is 'fast', not a number greater than 0, or unknown.",
                "epoch.2=|rate.3=0.1#epoch.2=|'rate.3' is unknown in this version of the format.",
            })
    void a_wrong_field_is_refused_by_name(String right, String wrong, String fault) throws IOException {
        assertThat(text(everything())).contains(right);
        assertRefused(manifestChanged(everything(), right, wrong.replace('#', '\n')), MANIFEST + fault);
    }
}
