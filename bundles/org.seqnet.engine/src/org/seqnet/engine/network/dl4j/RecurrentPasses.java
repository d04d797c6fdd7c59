package org.seqnet.engine.network.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.seqnet.engine.kernel.RecurrentClassifier;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.Sequences;

/** Runs a recurrent network as one, on the parameters of a Deeplearning4j network. */
final class RecurrentPasses extends KernelPasses {
    private final RecurrentClassifier classifier;

    RecurrentPasses(
            INDArray parameters, Recurrent recurrent, int features, int classes, long dropoutSeed, int threads) {
        super(parameters, dropoutSeed);
        this.classifier = new RecurrentClassifier(recurrent, features, classes, threads);
    }

    @Override
    public BatchOutcome differentiate(float[] values, int[] timeSteps, int[] actual, int count) {
        var outcome = classifier.differentiate(
                parameterBuffer(), values, timeSteps, actual, count, dropout(), gradientBuffer());
        return new BatchOutcome(outcome.lossSum(), outcome.correct());
    }

    @Override
    public void takeParameters() {
        classifier.load(parameterBuffer());
    }

    @Override
    public void classify(float[] values, int[] timeSteps, int count, float[] probabilities, int offset) {
        classifier.classify(values, timeSteps, count, probabilities, offset);
    }

    @Override
    public void classify(Sequences sequences, int first, int count, float[] probabilities, int offset) {
        classifier.classify(
                (index, target, at) -> sequences.copyTo(first + index, target, at),
                sequences.timeSteps(first, count),
                count,
                probabilities,
                offset);
    }

    /**
     * Memory does not grow with the batch, and threads wait for each other at its end: 2,000 take about 0.1 s. Who asks for
     * small batches gets them, since cancelling is looked at between two.
     */
    @Override
    public int batchSize(int asked) {
        return asked < 100 ? asked : Math.max(asked, 2000);
    }

    @Override
    public void close() {
        classifier.close();
        super.close();
    }
}
