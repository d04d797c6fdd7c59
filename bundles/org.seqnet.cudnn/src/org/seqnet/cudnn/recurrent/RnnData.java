package org.seqnet.cudnn.recurrent;

import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_DATA_FLOAT;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_RNN_DATA_LAYOUT_SEQ_MAJOR_UNPACKED;
import static org.seqnet.cudnn.card.CardException.require;

import java.util.Arrays;
import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.CardBatch;

/**
 * cuDNN's descriptors of a mini-batch on its way through recurrent layers. There are two sets, since a recorded mini-batch
 * may read what its descriptors say each time it is done: in an epoch of equal lengths, the last, smaller mini-batch then
 * changes nothing of the others'.
 */
final class RnnData {
    private final Queue queue;
    private final RnnShape shape;
    private Described present;
    private Described other;

    /** Descriptors, and what they describe. */
    private static final class Described {
        private final long x;
        private final long y;
        private final long h;
        private int[] lengths = new int[0];
        private int longest;

        private Described(Queue queue) {
            this.x = data(queue);
            this.y = data(queue);
            this.h = queue.keep(
                    Cudnn::cudnnCreateTensorDescriptor,
                    Cudnn::cudnnDestroyTensorDescriptor,
                    "cudnnCreateTensorDescriptor");
        }

        private static long data(Queue queue) {
            return queue.keep(
                    Cudnn::cudnnCreateRNNDataDescriptor,
                    Cudnn::cudnnDestroyRNNDataDescriptor,
                    "cudnnCreateRNNDataDescriptor");
        }

        private boolean isOf(CardBatch batch) {
            int size = batch.size();
            return longest == batch.longest()
                    && lengths.length == size
                    && Arrays.equals(lengths, 0, size, batch.timeSteps(), 0, size);
        }
    }

    RnnData(Queue queue, RnnShape shape) {
        this.queue = queue;
        this.shape = shape;
        this.present = new Described(queue);
        this.other = new Described(queue);
    }

    /** Returns the descriptor of the input. */
    long x() {
        return present.x;
    }

    /** Returns the descriptor of the output, whose padding is 0. */
    long y() {
        return present.y;
    }

    /** Returns the descriptor of all layers' last outputs, and of an LSTM's cells. */
    long h() {
        return present.h;
    }

    /** Takes over the shape of a mini-batch. */
    void describe(CardBatch batch) {
        if (present.isOf(batch)) {
            return;
        }
        var before = present;
        present = other;
        other = before;
        if (present.isOf(batch)) {
            return;
        }
        int size = batch.size();
        // If a call fails, nothing is described.
        present.longest = 0;
        present.lengths = Arrays.copyOf(batch.timeSteps(), size);
        describe(present.x, batch.longest(), shape.inputs());
        describe(present.y, batch.longest(), shape.outputs());
        int[] sizes = {shape.states(), size, shape.units()};
        int[] strides = {size * shape.units(), shape.units(), 1};
        require(
                Cudnn.cudnnSetTensorNdDescriptor(present.h, CUDNN_DATA_FLOAT, sizes.length, sizes, strides),
                "cudnnSetTensorNdDescriptor");
        present.longest = batch.longest();
    }

    private void describe(long descriptor, int steps, int values) {
        require(
                Cudnn.cudnnSetRNNDataDescriptor(
                        descriptor,
                        CUDNN_DATA_FLOAT,
                        CUDNN_RNN_DATA_LAYOUT_SEQ_MAJOR_UNPACKED,
                        steps,
                        present.lengths.length,
                        values,
                        present.lengths,
                        queue.zero()),
                "cudnnSetRNNDataDescriptor");
    }
}
