package org.seqnet.engine.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;

/** Trains and applies networks on the processor, by the rule that learners propose; tells what came out. */
public final class ProcessorWithoutNd4j implements Supplier<String> {
    private static final SequenceShape SHAPE = new SequenceShape(6, 4);
    private static final Recurrent ENCODER = new Recurrent(Cell.LSTM, 2, 12, 0.1, 1);

    @Override
    public String get() {
        var training = ToySequences.learnable(150, SHAPE, 4, 1);
        var validation = ToySequences.learnable(60, SHAPE, 4, 2);
        var options = TrainingOptions.defaults().withEpochs(2).withAverageWeights(true);
        var result = new Trainer()
                .train(
                        new Architecture(ENCODER, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
        var sets = ToySequences.learnableSets(40, SHAPE, 4, 1);
        var paths = new Trainer()
                .train(
                        new Architecture(ENCODER, new LabelPath(4, 5, 6, List.of(0, 1, 2, 3))),
                        PreprocessingRule.NONE,
                        options,
                        sets,
                        Optional.of(ToySequences.learnableSets(20, SHAPE, 4, 2)),
                        TrainingListener.NONE);
        try (var classifier = Classifier.of(result.network())) {
            var probabilities = classifier.probabilities(validation.sequences(), 0, 60, () -> false);
            return "%s, %d, %d, %d"
                    .formatted(
                            result.network().provenance().device(),
                            Arrays.hashCode(result.network().parameters()),
                            Arrays.hashCode(paths.network().parameters()),
                            Arrays.hashCode(probabilities));
        }
    }
}
