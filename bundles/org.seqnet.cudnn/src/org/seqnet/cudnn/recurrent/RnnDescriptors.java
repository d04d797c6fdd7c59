package org.seqnet.cudnn.recurrent;

import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_BIDIRECTIONAL;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_DATA_FLOAT;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_DEFAULT_MATH;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_FMA_MATH;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_GRU;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_LINEAR_INPUT;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_LSTM;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_RNN_ALGO_PERSIST_STATIC_SMALL_H;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_RNN_ALGO_STANDARD;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_RNN_DOUBLE_BIAS;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_RNN_PADDED_IO_ENABLED;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_RNN_RELU;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_RNN_TANH;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_UNIDIRECTIONAL;
import static org.seqnet.cudnn.card.CardException.require;

import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.Mode;

/**
 * cuDNN's descriptors of recurrent layers: one of its standard algorithm, and, for few units, one that keeps weights in
 * registers from step to step, where all sequences of a mini-batch are as long. Dropout is not cuDNN's business here.
 */
final class RnnDescriptors {
    /** Up to so many units, PyTorch takes the faster algorithm for both passes, and for a forward pass alone. */
    private static final int MOST_FASTER = 128;

    private static final int MOST_FASTER_FORWARD = 192;
    private static final int SIMPLE_CELLS_ARE_TIMES_LARGER = 2;

    private final Queue queue;
    private final RnnShape shape;
    private final long standard;
    private final long weightBytes;
    /** 0 if there is none. */
    private long faster;

    RnnDescriptors(Queue queue, RnnShape shape) {
        this.queue = queue;
        this.shape = shape;
        long dropout = queue.keep(
                Cudnn::cudnnCreateDropoutDescriptor,
                Cudnn::cudnnDestroyDropoutDescriptor,
                "cudnnCreateDropoutDescriptor");
        require(Cudnn.cudnnSetDropoutDescriptor(dropout, queue.cudnn(), 0, 0, 0, 0), "cudnnSetDropoutDescriptor");
        standard = create();
        require(set(standard, CUDNN_RNN_ALGO_STANDARD, dropout), "cudnnSetRNNDescriptor_v8");
        var bytes = new long[1];
        require(Cudnn.cudnnGetRNNWeightSpaceSize(queue.cudnn(), standard, bytes), "cudnnGetRNNWeightSpaceSize");
        weightBytes = bytes[0];
        if (isSmall(Mode.PREDICTION)) {
            faster = faster(dropout);
        }
    }

    private boolean isSmall(Mode mode) {
        int most = mode == Mode.TRAINING ? MOST_FASTER : MOST_FASTER_FORWARD;
        boolean isSimple = shape.cell().gates() == 1;
        return shape.units() <= (isSimple ? SIMPLE_CELLS_ARE_TIMES_LARGER * most : most);
    }

    private long faster(long dropout) {
        long descriptor = create();
        var bytes = new long[1];
        boolean isSet = set(descriptor, CUDNN_RNN_ALGO_PERSIST_STATIC_SMALL_H, dropout) == 0
                && Cudnn.cudnnGetRNNWeightSpaceSize(queue.cudnn(), descriptor, bytes) == 0;
        // Both must read the same space of weights.
        return isSet && bytes[0] == weightBytes ? descriptor : 0;
    }

    private long create() {
        return queue.keep(
                Cudnn::cudnnCreateRNNDescriptor, Cudnn::cudnnDestroyRNNDescriptor, "cudnnCreateRNNDescriptor");
    }

    private int set(long descriptor, int algorithm, long dropout) {
        int cell =
                switch (shape.cell()) {
                    case LSTM -> CUDNN_LSTM;
                    case GRU -> CUDNN_GRU;
                    case RNN_TANH -> CUDNN_RNN_TANH;
                    case RNN_RELU -> CUDNN_RNN_RELU;
                };
        return Cudnn.cudnnSetRNNDescriptor_v8(
                descriptor,
                algorithm,
                cell,
                // The faster algorithm knows no other; biases that no parameter has stay 0.
                CUDNN_RNN_DOUBLE_BIAS,
                shape.bidirectional() ? CUDNN_BIDIRECTIONAL : CUDNN_UNIDIRECTIONAL,
                CUDNN_LINEAR_INPUT,
                CUDNN_DATA_FLOAT,
                CUDNN_DATA_FLOAT,
                queue.card().isExact() ? CUDNN_FMA_MATH : CUDNN_DEFAULT_MATH,
                shape.inputs(),
                shape.units(),
                shape.units(),
                shape.layers(),
                dropout,
                CUDNN_RNN_PADDED_IO_ENABLED);
    }

    /** Returns the size of the space of weights. */
    long weightBytes() {
        return weightBytes;
    }

    long standard() {
        return standard;
    }

    /** Returns the one to take for a mini-batch. */
    long choose(CardBatch batch, Mode mode) {
        return batch.equal() && faster != 0 && isSmall(mode) ? faster : standard;
    }

    /** Returns the name that PyTorch and cuDNN give the algorithm of a descriptor. */
    String algorithm(long descriptor) {
        return descriptor == standard ? "STANDARD" : "PERSIST_STATIC_SMALL_H";
    }

    /** Gives up the faster one, and returns the other. */
    long withoutFaster() {
        faster = 0;
        return standard;
    }

    /**
     * Returns how many bytes a pass needs to compute, and how many it keeps for the backward pass; nothing if cuDNN
     * does not compute this by the faster descriptor.
     */
    long[] temporary(long descriptor, long xDescriptor, int forwardMode) {
        var work = new long[1];
        var reserve = new long[1];
        int status =
                Cudnn.cudnnGetRNNTempSpaceSizes(queue.cudnn(), descriptor, forwardMode, xDescriptor, work, reserve);
        if (descriptor != standard && status != 0) {
            return new long[0];
        }
        require(status, "cudnnGetRNNTempSpaceSizes");
        return new long[] {work[0], reserve[0]};
    }
}
