package org.seqnet.exchange.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.exchange.file.TensorData;

/** What a signal is: what the network has done so far. */
sealed interface Content {

    /**
     * What the network reads, perhaps scaled.
     *
     * @param axes the axes of the input
     */
    record Read(List<Axis> axes, List<Scaling> scalings) implements Content {}

    /** An operation with the numbers of a file, each for an entry of an axis, or one for all. */
    record Scaling(Operation operation, Optional<Axis> axis, TensorData numbers) {
        /** What is done with each value. */
        enum Operation {
            ADD,
            SUBTRACT,
            MULTIPLY,
            DIVIDE
        }
    }

    /** Recurrent layers, one above another, and the axes of the input as they read them. */
    record RecurrentStack(Read read, Axis time, Axis batch, Axis features, List<RecurrentLayer> layers) {
        RecurrentLayer last() {
            return layers.get(layers.size() - 1);
        }

        RecurrentStack and(RecurrentLayer layer) {
            var all = new ArrayList<>(layers);
            all.add(layer);
            return new RecurrentStack(read, time, batch, features, List.copyOf(all));
        }
    }

    /**
     * A recurrent layer.
     *
     * @param input its weights of inputs, directions x (gates x units) x inputs
     * @param recurrent those of outputs, directions x (gates x units) x units
     * @param biases directions x (2 x gates x units), those of inputs first
     * @param resetsBefore whether a GRU resets its outputs before it multiplies them with weights
     */
    record RecurrentLayer(
            String node,
            Cell cell,
            int inputs,
            int units,
            int directions,
            TensorData input,
            TensorData recurrent,
            Optional<TensorData> biases,
            boolean resetsBefore) {}

    /** The outputs of the last of some recurrent layers at all steps. */
    record Steps(RecurrentStack stack) implements Content {}

    /** The last outputs of directions of recurrent layers, side by side. */
    record States(List<State> states) implements Content {}

    /** The last outputs of one direction of the last of some recurrent layers. */
    record State(RecurrentStack stack, int direction) {}

    /** What a pooling over time makes of the outputs of the last of some recurrent layers. */
    record Summary(RecurrentStack stack, Pooling pooling) implements Content {}

    /**
     * Convolutions of images, or over time.
     *
     * @param axes those of the input as the first convolution reads it: sequences x channels x time, or sequences x
     *     channels x rows x columns
     */
    record Convolved(Read read, List<Axis> axes, List<Block> blocks) implements Content {
        boolean isOverTime() {
            return axes.size() == 3;
        }

        Axis batch() {
            return axes.get(0);
        }

        Block last() {
            return blocks.get(blocks.size() - 1);
        }

        Convolved and(Block block) {
            var all = new ArrayList<>(blocks);
            all.add(block);
            return new Convolved(read, axes, List.copyOf(all));
        }

        Convolved withLast(Block block) {
            var all = new ArrayList<>(blocks);
            all.set(all.size() - 1, block);
            return new Convolved(read, axes, List.copyOf(all));
        }
    }

    /**
     * A convolution and what follows.
     *
     * @param weights filters x channels x kernel sizes
     * @param pooling 1 for none
     */
    record Block(
            String node,
            TensorData weights,
            Optional<TensorData> biases,
            int stride,
            int dilation,
            Optional<Normalization> normalization,
            boolean isRectified,
            int pooling) {
        int filters() {
            return weights.shape().get(0).intValue();
        }

        int kernelSize() {
            return weights.shape().get(2).intValue();
        }

        Block normalized(Normalization by) {
            return new Block(node, weights, biases, stride, dilation, Optional.of(by), isRectified, pooling);
        }

        Block rectified() {
            return new Block(node, weights, biases, stride, dilation, normalization, true, pooling);
        }

        Block pooled(int size) {
            return new Block(node, weights, biases, stride, dilation, normalization, isRectified, size);
        }
    }

    /** Batch normalization. */
    record Normalization(TensorData gammas, TensorData betas, TensorData means, TensorData variances, double epsilon) {}

    /** The mean over time of convolutions. */
    record Averaged(Convolved convolved) implements Content {}

    /**
     * A linear layer.
     *
     * @param inputs the axis that it reads
     */
    record Projected(Content below, Axis inputs, Linear linear, boolean isRectified) implements Content {}

    /**
     * The numbers of a linear layer.
     *
     * @param weights outputs x inputs
     * @param factor of all weights
     * @param biases one of each output, or one for all
     * @param biasFactor of all biases
     */
    record Linear(String node, TensorData weights, double factor, Optional<TensorData> biases, double biasFactor) {
        int outputs() {
            return weights.shape().get(0).intValue();
        }
    }

    /** The answer of a network. */
    record Answered(Projected outputs, boolean isSoftmax) implements Content {}
}
