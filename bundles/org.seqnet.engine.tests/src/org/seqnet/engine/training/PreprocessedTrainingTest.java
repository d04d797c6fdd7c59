package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;

class PreprocessedTrainingTest {
    private static final LabelDomain LABELS = LabelDomain.of("falling", "rising");
    private static final Architecture LSTM = new Architecture(new Recurrent(Cell.LSTM, 1, 8, 0, 1), Classes.of(LABELS));
    private static final TrainingOptions OPTIONS =
            TrainingOptions.defaults().withEpochs(15).withBatchSize(20).withUpdater(Updater.ADAM, 0.02);
    private static final PreprocessingRule STANDARDIZED =
            new PreprocessingRule(Optional.of(FeatureScale.STANDARDIZE), Filling.LINEAR, true);
    private static final PreprocessingRule AUTOMATIC = new PreprocessingRule(Optional.empty(), Filling.NONE, false);

    @Test
    void mixed_units_are_learned_as_well_as_one_unit() {
        var mixed = trained(AUTOMATIC, data(200, 1e-4f, 1e4f, 0));
        assertThat(accuracy(mixed, data(200, 1e-4f, 1e4f, 1))).isGreaterThan(0.95);
        assertThat(accuracy(trained(PreprocessingRule.NONE, data(200, 1e-4f, 1e4f, 0)), data(200, 1e-4f, 1e4f, 1)))
                .isLessThan(0.8);
    }

    @Test
    void the_network_keeps_what_it_does_with_raw_sequences_and_how_these_were_prepared() throws Exception {
        var data = data(40, 1, 100, 0);
        var network = trained(STANDARDIZED, data);

        assertThat(network.input().preparation()).isEqualTo(data.sequences().preparation());
        assertThat(network.inputShape()).isEqualTo(SequenceShape.ofAnyLength(2));
        assertThat(network.input().preprocessed()).isEqualTo(SequenceShape.ofAnyLength(4));
        var file = new ByteArrayOutputStream();
        ModelArchive.write(network, file);
        assertThat(file.toString("UTF-8"))
                .contains("version=8\n", "input.scale=STANDARDIZE\n", "input.filling=LINEAR\n", "input.mask=true\n");
        assertThat(ModelArchive.read(new ByteArrayInputStream(file.toByteArray()), "n"))
                .isEqualTo(network);
    }

    @Test
    void sequences_with_gaps_are_predicted() {
        var network = trained(STANDARDIZED, data(100, 1, 100, 0));
        assertThat(accuracy(network, data(100, 1, 100, 1))).isGreaterThan(0.9);
    }

    @Test
    void a_network_that_fills_nothing_in_refuses_missing_values() {
        var network = trained(AUTOMATIC, data(40, 2, 1, 0));
        var gaps = Sequences.packer(SequenceShape.ofAnyLength(2), InputForm.SEQUENCES, "")
                .keepingMissing()
                .add(Tensor.ofFloats(Shape.of(1, 2), i -> Float.NaN))
                .build();
        try (var classifier = Classifier.of(network)) {
            assertThatThrownBy(() -> classifier.probabilities(gaps, 0, 1, () -> false))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("The sequences have missing values (2 in all), but the network was trained without "
                            + "filling them in.");
        }
    }

    @Test
    void resuming_goes_on_with_the_preprocessing_of_the_network() {
        var data = data(60, 1e-3f, 1e3f, 0);
        var whole = trained(STANDARDIZED, data);
        var first = new Trainer()
                .train(LSTM, STANDARDIZED, OPTIONS.withEpochs(5), data, Optional.empty(), TrainingListener.NONE)
                .network();
        var resumed = new Trainer()
                .resume(first, LSTM.encoder(), OPTIONS.withEpochs(10), data, Optional.empty(), TrainingListener.NONE)
                .network();
        assertThat(resumed.parameters()).hasSize(whole.parameterCount());
        assertThat(resumed.input()).isEqualTo(whole.input());
        assertThat(accuracy(resumed, data)).isGreaterThan(0.9);
    }

    private static TrainedNetwork trained(PreprocessingRule rule, LabelledSequences data) {
        return new Trainer()
                .train(LSTM, rule, OPTIONS, data, Optional.empty(), TrainingListener.NONE)
                .network();
    }

    private static double accuracy(TrainedNetwork network, LabelledSequences data) {
        try (var classifier = Classifier.of(network)) {
            var probabilities = classifier.probabilities(data.sequences(), 0, data.size(), () -> false);
            int right = 0;
            for (int n = 0; n < data.size(); n++) {
                right += Classes.of(LABELS).likeliest(probabilities, n).getAsInt() == data.label(n) ? 1 : 0;
            }
            return right / (double) data.size();
        }
    }

    /**
     * Sequences whose first feature rises or falls; the second is noise. Each has its unit; some values are missing.
     */
    private static LabelledSequences data(int size, float unit, float noiseUnit, long seed) {
        var random = new Random(seed);
        var labels = new int[size];
        boolean hasGaps = unit == 1 || unit == 1e-3f;
        var packer = Sequences.packer(SequenceShape.ofAnyLength(2), InputForm.SEQUENCES, "")
                .prepared(Preparation.UNKNOWN.withFeatures(List.of("signal", "noise")))
                .keepingMissing();
        for (int n = 0; n < size; n++) {
            labels[n] = n % 2;
            int steps = 5 + random.nextInt(3);
            var values = new float[2 * steps];
            for (int t = 0; t < steps; t++) {
                boolean gap = hasGaps && random.nextInt(5) == 0;
                float signal = (labels[n] == 1 ? t : steps - t) + (float) random.nextGaussian() * 0.5f;
                values[2 * t] = gap ? Float.NaN : unit * signal;
                values[2 * t + 1] = noiseUnit * (float) random.nextGaussian();
            }
            packer.add(Tensor.ofFloats(Shape.of(steps, 2), i -> values[i]));
        }
        return new LabelledSequences(packer.build(), labels, LABELS);
    }
}
