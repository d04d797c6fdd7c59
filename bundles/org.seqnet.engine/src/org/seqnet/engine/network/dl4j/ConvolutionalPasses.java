package org.seqnet.engine.network.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.kernel.ConvolutionalClassifier;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/** Runs a convolutional network as one, on the parameters of a Deeplearning4j network. */
final class ConvolutionalPasses implements Passes {
    private final INDArray parameters;
    private final int imageValues;
    private final long dropoutSeed;
    private final ConvolutionalClassifier classifier;
    private INDArray gradients;
    private SeedStream dropout;

    ConvolutionalPasses(
            INDArray parameters,
            Convolutional convolutional,
            SequenceShape input,
            int classes,
            long dropoutSeed,
            int threads) {
        this.parameters = parameters;
        this.imageValues = input.values();
        this.dropoutSeed = dropoutSeed;
        this.classifier = new ConvolutionalClassifier(convolutional, input, classes, threads);
        beginEpoch(1);
    }

    /** Makes what is dropped depend on seed and epoch alone. */
    @Override
    public void beginEpoch(int epoch) {
        dropout = new SeedStream(dropoutSeed, Purpose.DROPOUT, epoch);
    }

    @Override
    public BatchOutcome differentiate(float[] values, int[] timeSteps, int[] actual, int count) {
        if (gradients == null) {
            gradients = Nd4j.create(DataType.FLOAT, parameters.length());
        }
        var outcome = classifier.differentiate(
                FloatArrays.buffer(parameters), values, actual, count, dropout, FloatArrays.buffer(gradients));
        return new BatchOutcome(outcome.lossSum(), outcome.correct());
    }

    @Override
    public INDArray gradients() {
        return gradients;
    }

    @Override
    public void takeParameters() {
        classifier.load(FloatArrays.buffer(parameters));
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
        if (gradients != null) {
            gradients.close();
        }
    }
}
