package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.accelerator.PlainSupport;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.TrainedNetwork;

/** Trainings in mixed precision, which plain Java computes here. */
class MixedTrainingTest extends SmallTraining {
    private static final String SINGLE = "CPU, 2 threads";
    private static final String MIXED = "CPU, 2 threads, mixed precision";

    private final List<String> told = new ArrayList<>();
    private final TrainingListener listener = new TrainingListener() {
        @Override
        public void begins(String device, Optional<String> fallback) {
            told.add(device);
        }

        @Override
        public void mixedPrecisionRefused(String reason) {
            told.add(reason);
        }
    };

    private TrainingResult train(Trainer trainer, Recurrent encoder, TrainingOptions options) {
        return trainer.train(
                new Architecture(encoder, Classes.of(training.domain())),
                PreprocessingRule.NONE,
                options,
                training,
                Optional.of(validation),
                listener);
    }

    private TrainingResult train(PrecisionChoice precision) {
        return train(new Trainer(), SMALL, SHORT.withPrecision(precision));
    }

    private TrainingResult resume(TrainedNetwork network, PrecisionChoice precision) {
        return new Trainer()
                .resume(network, SMALL, SHORT.withPrecision(precision), training, Optional.of(validation), listener);
    }

    private static TrainedNetwork writtenAndRead(TrainedNetwork network) throws IOException {
        var file = new ByteArrayOutputStream();
        ModelArchive.write(network, file);
        return ModelArchive.read(new ByteArrayInputStream(file.toByteArray()), "m.net");
    }

    @Test
    void mixed_precision_learns_as_well_and_is_named_wherever_the_device_is() throws IOException {
        var longer = SHORT.withEpochs(15).withPrecision(PrecisionChoice.MIXED);
        var network = train(new Trainer(), SMALL, longer).network();

        assertThat(told).containsExactly(MIXED);
        assertThat(network.provenance().device()).isEqualTo(MIXED);
        assertThat(network.provenance().history())
                .hasSize(15)
                .extracting(EpochRecord::device)
                .containsOnly(MIXED);
        assertThat(network.provenance().history().get(14).accuracy()).isGreaterThan(0.95);
        assertThat(network.provenance().options()).isEqualTo(longer);
        assertThat(writtenAndRead(network)).isEqualTo(network);
    }

    @Test
    void mixed_precision_gives_other_digits_and_the_same_with_any_number_of_threads() {
        var mixed = train(PrecisionChoice.MIXED);

        assertThat(mixed.network().parameters())
                .isNotEqualTo(train(PrecisionChoice.SINGLE).network().parameters());
        var alone = SHORT.withPrecision(PrecisionChoice.MIXED).withThreads(1);
        assertSame(train(new Trainer(), SMALL, alone), mixed);
    }

    @Test
    void automatic_precision_is_settled_in_the_options_of_the_network() {
        var small = train(PrecisionChoice.AUTOMATIC);
        assertSame(small, train(PrecisionChoice.SINGLE));
        assertThat(small.network().provenance().options()).isEqualTo(SHORT);

        var wide = new Recurrent(Cell.LSTM, 1, 64, 0, 1);
        var automatic = train(new Trainer(), wide, SHORT.withPrecision(PrecisionChoice.AUTOMATIC));
        assertSame(automatic, train(new Trainer(), wide, SHORT.withPrecision(PrecisionChoice.MIXED)));
        assertThat(automatic.network().provenance().options()).isEqualTo(SHORT.withPrecision(PrecisionChoice.MIXED));
        assertThat(told).containsExactly(SINGLE, SINGLE, MIXED, MIXED);
    }

    @Test
    void a_network_is_resumed_in_another_precision_and_remembers_each_epochs() throws IOException {
        var single = train(PrecisionChoice.SINGLE).network();
        var mixed = resume(single, PrecisionChoice.MIXED).network();
        var back = resume(mixed, PrecisionChoice.SINGLE).network();

        assertThat(back.provenance().history())
                .extracting(EpochRecord::device)
                .containsExactly(SINGLE, SINGLE, SINGLE, MIXED, MIXED, MIXED, SINGLE, SINGLE, SINGLE);
        assertThat(mixed.parameters())
                .isNotEqualTo(resume(single, PrecisionChoice.SINGLE).network().parameters());
        assertThat(mixed.provenance().options().precision()).isEqualTo(PrecisionChoice.MIXED);
        assertThat(back.provenance().options().precision()).isEqualTo(PrecisionChoice.SINGLE);
        assertThat(writtenAndRead(mixed)).isEqualTo(mixed);
        assertThat(writtenAndRead(back)).isEqualTo(back);
    }

    @Test
    void a_transferred_encoder_is_computed_in_mixed_precision_too() {
        var network = train(PrecisionChoice.SINGLE).network();
        var frozen = new Trainer()
                .transfer(
                        network,
                        LearnedLayers.HEAD,
                        new Architecture(SMALL, Classes.of(training.domain())),
                        SHORT.withPrecision(PrecisionChoice.MIXED),
                        training,
                        Optional.of(validation),
                        listener);

        assertThat(frozen.history()).extracting(EpochRecord::device).containsOnly(MIXED);
    }

    @Test
    void the_search_for_a_learning_rate_is_in_mixed_precision_too() {
        var finding = SHORT.with(draft -> draft.findsLearningRate = true);
        var points = new ArrayList<RateTest>();
        for (var precision : List.of(PrecisionChoice.SINGLE, PrecisionChoice.MIXED)) {
            new Trainer()
                    .train(
                            new Architecture(SMALL, Classes.of(training.domain())),
                            PreprocessingRule.NONE,
                            finding.withPrecision(precision),
                            training,
                            Optional.empty(),
                            new TrainingListener() {
                                @Override
                                public void rateFound(RateTest test) {
                                    points.add(test);
                                }
                            });
        }

        assertThat(points).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_device_takes_no_notice() {
        var device = new HeapAccelerator();
        var options = SHORT.withPrecision(PrecisionChoice.MIXED);
        var result = train(new Trainer(PlainSupport.asking(device)), SMALL, options);

        assertSameButSums(result, train(PrecisionChoice.SINGLE));
        assertThat(told).containsExactly(device.name(), SINGLE);
        assertThat(result.network().provenance().options()).isEqualTo(SHORT);
    }

    @Test
    void rocket_takes_no_notice() {
        var rocket = new Trainer()
                .train(
                        new Architecture(Rocket.ofMost(840, 1, LinearClassifier.RIDGE), Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        SHORT.withEpochs(1).withPrecision(PrecisionChoice.MIXED),
                        training,
                        Optional.empty(),
                        listener)
                .network();

        assertThat(told).containsExactly(SINGLE);
        assertThat(rocket.provenance().device()).isEqualTo(SINGLE);
        assertThat(rocket.provenance().options().precision()).isEqualTo(PrecisionChoice.SINGLE);
        try (var mixed = Classifier.of(rocket, 1000, 2, 0, PrecisionChoice.MIXED);
                var single = Classifier.of(rocket, 1000, 2)) {
            assertThat(mixed.probabilities(validation.sequences(), 0, 60, () -> false))
                    .isEqualTo(single.probabilities(validation.sequences(), 0, 60, () -> false));
        }
    }

    @Test
    void the_classifier_sees_what_validation_saw_if_it_computes_in_the_same_precision() {
        var result = train(PrecisionChoice.MIXED);
        try (var mixed = Classifier.of(result.network(), 1000, 2, 0, PrecisionChoice.MIXED);
                var single = Classifier.of(result.network(), 1000, 2)) {
            var seen = result.history().get(2).validation();

            assertThat(seen).contains(evaluation(mixed, validation));
            assertThat(seen.orElseThrow()).isNotEqualTo(evaluation(single, validation));
            assertThat(mixed.mixedPrecisionRefusal()).isEmpty();
        }
    }
}
