package org.seqnet.engine.training;

import java.util.OptionalInt;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.accelerator.LearningPlan;
import org.seqnet.engine.accelerator.PlainAccelerator;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.SequenceShape;

/** An accelerator that computes as the processor does, and tells its figures as late as a card. */
final class HeapAccelerator extends PlainAccelerator {

    @Override
    public NetworkKernel kernel(Architecture architecture, SequenceShape input) {
        return NetworkKernel.ofProcessor(architecture, input, 2, true);
    }

    @Override
    public Learning learn(LearningPlan plan) {
        open.incrementAndGet();
        return new Late(HeapLearning.of(plan));
    }

    private final class Late implements Learning {
        private final HeapLearning learning;
        private Figures sum = none();

        Late(HeapLearning learning) {
            this.learning = learning;
        }

        private static Figures none() {
            return new Figures(0, 0, 0, 0, OptionalInt.empty());
        }

        @Override
        public String device() {
            return name();
        }

        @Override
        public int batches() {
            return learning.batches();
        }

        @Override
        public void beginEpoch(int epoch, int[] order) {
            learning.beginEpoch(epoch, order);
        }

        @Override
        public void step(double learningRate) {
            learning.step(learningRate);
            var last = learning.figures();
            sum = new Figures(
                    sum.sequences() + last.sequences(),
                    sum.weights() + last.weights(),
                    sum.lossSum() + last.lossSum(),
                    sum.correct() + last.correct(),
                    sum.failed().isPresent() ? sum.failed() : last.failed());
        }

        @Override
        public Figures figures() {
            var figures = sum;
            sum = none();
            return figures;
        }

        @Override
        public float[] parameters(Which which) {
            return learning.parameters(which);
        }

        @Override
        public float[] updaterState() {
            return learning.updaterState();
        }

        @Override
        public long steps() {
            return learning.steps();
        }

        @Override
        public void close() {
            learning.close();
            open.decrementAndGet();
        }
    }
}
