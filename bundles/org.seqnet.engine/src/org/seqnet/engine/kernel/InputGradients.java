package org.seqnet.engine.kernel;

import java.util.function.Supplier;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Differentiates a network's loss with respect to what its first layer reads, on the processor. The network computes as
 * in prediction: it drops nothing, and normalizes by the moving averages of training.
 *
 * <p>Results do not depend on the number of threads. Used by one thread at a time; it may run threads of its own until
 * it is closed.
 */
public interface InputGradients extends AutoCloseable {

    /**
     * Runs a mini-batch forward and backward.
     *
     * @param gradients written: dL/dx, laid out as the mini-batch's values, where L is the loss of the sequence that
     *     the value belongs to
     * @param losses written: the loss of each sequence, in nats
     * @throws IllegalArgumentException if there are too few values
     */
    void differentiate(MiniBatch batch, float[] gradients, double[] losses);

    @Override
    void close();

    /**
     * Makes ready a network with the given parameters.
     *
     * @param input the shape of the sequences
     * @param parameters flat, in the order that {@code TrainedNetwork} describes
     * @param threads how many threads compute, the calling one included; 0 stands for all processors
     * @throws IllegalArgumentException if it is a Rocket network or reads symbols, which have none
     */
    static InputGradients of(Architecture architecture, SequenceShape input, float[] parameters, int threads) {
        if (architecture.embedding().isPresent()) {
            throw new IllegalArgumentException("Symbols have no gradients.");
        }
        var network = architecture.undropped();
        var products = MatrixProducts.fastest();
        Supplier<InputGradients> layers = () -> new StackInputGradients(network, input, parameters, threads, products);
        Supplier<InputGradients> branches =
                () -> new BranchInputGradients(network, input, parameters, threads, products);
        return network.encoder()
                .fold(
                        recurrent -> layers.get(),
                        convolutional -> layers.get(),
                        temporal -> branches.get(),
                        composition -> branches.get(),
                        rocket -> {
                            throw new IllegalArgumentException("The features of a Rocket network have no gradients.");
                        });
    }
}
