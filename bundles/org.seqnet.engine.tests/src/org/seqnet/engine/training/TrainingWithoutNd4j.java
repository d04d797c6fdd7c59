package org.seqnet.engine.training;

import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.accelerator.PlainAccelerator;
import org.seqnet.engine.accelerator.PlainSupport;
import org.seqnet.engine.inference.AcceleratedClassifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;

/** Trains a network on an accelerator and applies it, with all that training offers; tells what came out. */
public final class TrainingWithoutNd4j implements Supplier<String> {
    @Override
    public String get() {
        var shape = new SequenceShape(6, 4);
        var training = Toys.learnable(150, shape, 4, 1);
        var validation = Toys.learnable(60, shape, 4, 2);
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
}
