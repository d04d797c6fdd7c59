package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Toys;

/** What a training takes outside the heap, it gives back. */
class MemoryLeakTest {
    private static final int RUNS = 25;

    @Test
    void many_trainings_and_predictions_leave_the_memory_where_it_was() throws InterruptedException {
        var data = Toys.learnableOfAnyLength(60, 9, 3, 4, 11);
        var architecture = new Recurrent(Cell.LSTM, 2, 20, 0.2, 1);
        var options = TrainingOptions.defaults().withEpochs(2);
        long afterSecond = 0;
        for (int run = 1; run <= RUNS; run++) {
            var network = new Trainer()
                    .train(architecture, options, data, Optional.of(data), new TrainingListener() {})
                    .network();
            try (var classifier = Classifier.of(network)) {
                classifier.probabilities(data.sequences());
            }
            if (run == 2) {
                afterSecond = heldBytes();
            }
        }

        assertThat(heldBytes()).isLessThanOrEqualTo(afterSecond);
    }

    /** Deeplearning4j leaves small things, 10 bytes each, to the garbage collector, which tells of them a little later. */
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
