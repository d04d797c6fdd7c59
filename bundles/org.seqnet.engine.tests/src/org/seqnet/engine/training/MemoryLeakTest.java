package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;

/** What a training takes outside the heap, it gives back. */
class MemoryLeakTest {
    private static final int RUNS = 25;

    @Test
    void many_trainings_and_predictions_leave_the_memory_where_it_was() throws InterruptedException {
        assertNothingLeft(new Recurrent(Cell.LSTM, 2, 20, 0.2, 1), ToySequences.learnableOfAnyLength(60, 9, 3, 4, 11));
    }

    @Test
    void so_do_those_of_convolutional_networks() throws InterruptedException {
        var blocks = List.of(new ConvolutionBlock(8, 3, 1, 2, true, 0.1), new ConvolutionBlock(8, 3, 1, 1, false, 0));

        assertNothingLeft(
                new Convolutional(2, blocks, 16, 0.25), ToySequences.learnable(60, new SequenceShape(6, 8), 4, 11));
    }

    private static void assertNothingLeft(Encoder encoder, LabelledSequences data) throws InterruptedException {
        var options = TrainingOptions.defaults().withEpochs(2);
        long afterSecond = 0;
        for (int run = 1; run <= RUNS; run++) {
            var network = new Trainer()
                    .train(
                            new Architecture(encoder, Classes.of(data.domain())),
                            PreprocessingRule.NONE,
                            options,
                            data,
                            Optional.of(data),
                            new TrainingListener() {})
                    .network();
            try (var classifier = Classifier.of(network)) {
                classifier.probabilities(data.sequences(), 0, data.sequences().size(), () -> false);
            }
            if (run == 2) {
                afterSecond = heldBytes();
            }
        }

        assertThat(heldBytes()).isLessThanOrEqualTo(afterSecond);
    }

    /**
     * Deeplearning4j leaves small things, 10 bytes each, to the garbage collector, which tells of them a little later.
     */
    private static long heldBytes() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            System.gc();
            Thread.sleep(20);
            Pointer.deallocateReferences();
            least = Math.min(least, Pointer.totalBytes());
        }
        return least;
    }
}
