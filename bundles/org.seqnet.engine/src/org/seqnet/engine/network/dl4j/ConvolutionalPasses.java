package org.seqnet.engine.network.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.seqnet.engine.kernel.ConvolutionalClassifier;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/** Runs a convolutional network as one, on the parameters of a Deeplearning4j network. */
final class ConvolutionalPasses extends KernelPasses {
    private final int imageValues;
    private final ConvolutionalClassifier classifier;

    ConvolutionalPasses(
            INDArray parameters,
            Convolutional convolutional,
            SequenceShape input,
            int classes,
            long dropoutSeed,
            int threads) {
        super(parameters, dropoutSeed);
        this.imageValues = input.values();
        this.classifier = new ConvolutionalClassifier(convolutional, input, classes, threads);
    }

    @Override
    public BatchOutcome differentiate(float[] values, int[] timeSteps, int[] actual, int count) {
        var outcome = classifier.differentiate(parameterBuffer(), values, actual, count, dropout(), gradientBuffer());
        return new BatchOutcome(outcome.lossSum(), outcome.correct());
    }

    @Override
    public void takeParameters() {
        classifier.load(parameterBuffer());
    }

    @Override
    public void classify(float[] values, int[] timeSteps, int count, float[] probabilities, int offset) {
        classifier.classify(
                (index, target, at) -> System.arraycopy(values, index * imageValues, target, at, imageValues),
                count,
                probabilities,
                offset);
    }

    @Override
    public void classify(Sequences sequences, int first, int count, float[] probabilities, int offset) {
        classifier.classify(
                (index, target, at) -> sequences.copyTo(first + index, target, at), count, probabilities, offset);
    }

    /** Memory does not grow with the batch; a thread takes a dozen images at a time. */
    @Override
    public int batchSize(int asked) {
        return asked;
    }

    @Override
    public void close() {
        classifier.close();
        super.close();
    }
}
