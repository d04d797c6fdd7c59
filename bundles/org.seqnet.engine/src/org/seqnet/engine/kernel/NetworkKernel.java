package org.seqnet.engine.kernel;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Computes a network on a device. Parameters and gradients are flat, in the order that {@code TrainedNetwork}
 * describes.
 *
 * <p>Used by one thread at a time; it may run threads of its own until it is closed.
 */
public interface NetworkKernel extends AutoCloseable {

    /** Returns how many parameters the network has. */
    int parameterCount();

    /**
     * Checks that there is a number for each parameter.
     *
     * @throws IllegalArgumentException if there are too few
     */
    default void requireAll(float[] parameters) {
        if (parameters.length < parameterCount()) {
            throw new IllegalArgumentException(
                    "The network has " + parameterCount() + " parameters, not " + parameters.length + ".");
        }
    }

    /**
     * Takes over parameters for the predictions that follow; the array must stay as it is until the last of them.
     *
     * @throws IllegalArgumentException if there are too few
     */
    void load(float[] parameters);

    /**
     * Writes the network's outputs by the parameters that were loaded: N x K row-major, or the T x K of one sequence
     * after another if the head answers each step ({@link org.seqnet.engine.network.Head#starts}).
     *
     * @param timeSteps each sequence's length, at least 1; the array may be longer
     * @param target written from {@code offset} on
     */
    void predict(SequenceSource source, int[] timeSteps, int count, float[] target, int offset);

    /**
     * Writes the outputs of one member of an ensemble as {@link #predict} writes their mean; a network that is no
     * ensemble is its only member.
     *
     * @param member the member, from 0 on
     */
    default void predictMember(
            int member, SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        Objects.checkIndex(member, 1);
        predict(source, timeSteps, count, target, offset);
    }

    /**
     * Returns how much each time step of each sequence counts in a network with attention pooling, by the parameters
     * that were loaded: N x own T, and each sequence's weights sum to 1.
     *
     * @param timeSteps each sequence's length, at least 1; the array may be longer
     * @throws IllegalStateException if the network has no attention pooling
     */
    default List<float[]> attention(SequenceSource source, int[] timeSteps, int count) {
        throw new IllegalStateException("The network has no attention pooling.");
    }

    /**
     * Returns how many sequences to predict at once where a caller asks for batches of this size: as many as the memory
     * that it would take, or more where memory does not depend on it and more are faster.
     */
    int batchSize(int asked);

    /**
     * Runs a mini-batch forward and backward.
     *
     * @param dropout draws what is dropped; not asked if the network drops nothing
     * @param gradients written: the sums over the mini-batch, for each member of an ensemble those of its own loss
     * @return what the network made of it
     * @throws IllegalArgumentException if there are too few parameters or values
     */
    Outcome differentiate(float[] parameters, MiniBatch batch, SeedStream dropout, float[] gradients);

    @Override
    void close();

    /**
     * Returns the kernel of the processor, whose results depend neither on the number of threads nor on what else runs.
     *
     * @param input the shape of the sequences
     * @param threads how many threads compute, the calling one included; 0 stands for all processors
     * @param frozenLayers how many layers, counted from the input and an embedding included, {@link #differentiate}
     *     computes as in prediction, with gradients of 0; as many as there are below the head, or more, for all of
     *     these. Of branches side by side, all are frozen or none
     * @param precision what its products are computed in
     * @throws IllegalStateException if this machine does not compute so
     */
    static NetworkKernel ofProcessor(
            Architecture architecture, SequenceShape input, int threads, int frozenLayers, Precision precision) {
        var products = precision.products();
        return EnsembleKernel.of(architecture, member -> of(member, input, threads, frozenLayers, products));
    }

    private static NetworkKernel of(
            Architecture architecture, SequenceShape input, int threads, int frozenLayers, MatrixProducts products) {
        if (architecture.embedding().isPresent()) {
            return EmbeddingKernel.of(architecture, input, threads, frozenLayers, products);
        }
        Supplier<NetworkKernel> layers = () -> new LayerStack(architecture, input, threads, frozenLayers, products);
        Supplier<NetworkKernel> branches = () -> new BranchKernel(architecture, input, threads, frozenLayers, products);
        return architecture
                .encoder()
                .fold(
                        recurrent -> layers.get(),
                        convolutional -> layers.get(),
                        temporal -> branches.get(),
                        composition -> branches.get(),
                        rocket -> RocketKernel.of(rocket, architecture.head(), input, threads));
    }
}
