package org.seqnet.engine.training;

import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.accelerator.LearningPlan;
import org.seqnet.engine.accelerator.PlainAccelerator;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.SequenceShape;

/** An accelerator that computes as the processor does, and tells its figures as late as a card. */
final class HeapAccelerator extends PlainAccelerator {

    @Override
    public NetworkKernel kernel(Architecture architecture, SequenceShape input) {
        return NetworkKernel.ofProcessor(architecture, input, 2, 0, Precision.SINGLE);
    }

    @Override
    public Learning learn(LearningPlan plan) {
        open.incrementAndGet();
        return new Late(HeapLearning.of(plan));
    }

    private final class Late implements Learning {
        private final HeapLearning learning;

        Late(HeapLearning learning) {
            this.learning = learning;
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
        }

        @Override
        public Figures figures() {
            return learning.figures();
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
