package org.seqnet.engine.training;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.accelerator.PlainAccelerator;
import org.seqnet.engine.accelerator.PlainSupport;
import org.seqnet.engine.inference.AcceleratedClassifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Trains networks of every head on an accelerator and applies one, with all that training offers; tells what came out.
 */
public final class TrainingWithoutNd4j implements Supplier<String> {
    @Override
    public String get() {
        var shape = new SequenceShape(6, 4);
        var training = ToySequences.learnable(150, shape, 4, 1);
        var validation = ToySequences.learnable(60, shape, 4, 2);
        var device = new PlainAccelerator();
        var options = TrainingOptions.defaults().withEpochs(3).withBatchSize(16).with(draft -> {
            draft.findsLearningRate = true;
            draft.averageWeights = true;
            draft.earlyStopping = Optional.of(new EarlyStopping(Measure.VALIDATION_LOSS, 2, 0));
        });
        var accelerators = PlainSupport.asking(device);
        var result = new Trainer(accelerators)
                .train(
                        new Architecture(new Recurrent(Cell.LSTM, 2, 12, 0.1, 1), Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
        trainSets(accelerators);
        try (var classifier = AcceleratedClassifier.of(result.network(), accelerators)) {
            var probabilities = classifier.probabilities(validation.sequences(), 0, 60, () -> false);
            return "%s, %d epochs, accuracy %s, %d probabilities, %d open"
                    .formatted(
                            result.network().provenance().device(),
                            result.history().size(),
                            result.history().get(0).validation().orElseThrow().accuracy(),
                            probabilities.length,
                            device.open.get());
        }
    }

    /** Paths of labels are learned without validation data: the search for them multiplies on the processor. */
    private static void trainSets(Accelerators accelerators) {
        var shape = new SequenceShape(6, 4);
        var sets = ToySequences.learnableSets(40, shape, 4, 1);
        var held = ToySequences.learnableSets(20, shape, 4, 2);
        var independent = new IndependentLabels(Collections.nCopies(4, IndependentLabels.USUAL_THRESHOLD));
        train(accelerators, independent, sets, Optional.of(held));
        train(accelerators, new LabelPath(4, 5, 6, List.of(0, 1, 2, 3)), sets, Optional.empty());
    }

    private static void train(
            Accelerators accelerators, Head head, LabelledSequences sets, Optional<LabelledSequences> held) {
        new Trainer(accelerators)
                .train(
                        new Architecture(new Recurrent(Cell.LSTM, 1, 12, 0, 1), head),
                        PreprocessingRule.NONE,
                        TrainingOptions.defaults().withEpochs(1),
                        sets,
                        held,
                        TrainingListener.NONE);
    }
}
