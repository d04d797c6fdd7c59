package org.seqnet.cudnn.recurrent;

import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_FWD_MODE_INFERENCE;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_FWD_MODE_TRAINING;
import static org.seqnet.cudnn.binding.RnnOptions.CUDNN_WGRAD_MODE_ADD;
import static org.seqnet.cudnn.binding.RnnOptions.isNotSupported;
import static org.seqnet.cudnn.card.CardException.require;

import java.lang.System.Logger.Level;
import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.cudnn.layer.Part;

/**
 * Recurrent layers that cuDNN computes in one call. They start with zeros.
 *
 * <p>Where its faster algorithm does not compute them, which cuDNN may say in any call, the standard one takes its
 * place for good; what the faster one has computed of the mini-batch is computed anew.
 */
final class RnnStack {
    private static final System.Logger LOG = System.getLogger(RnnStack.class.getName());

    /** Calls take lengths from the descriptors of data, and pass them to the card as arguments of kernels. */
    private static final long LENGTHS_OF_DESCRIPTOR = 0;

    private final Queue queue;
    private final RnnShape shape;
    private final RnnDescriptors descriptors;
    private final RnnData data;
    private final Room work;
    private final Room reserve;
    private final Room y;
    private final Room lastOutputs;
    private final Room inputGradients;
    private final long weightBytes;
    private Mode prepared;
    private long descriptor;
    private long workBytes;
    private long reserveBytes;

    /** @param work what stacks that compute one after another may share */
    RnnStack(Queue queue, RnnShape shape, Room work) {
        this.queue = queue;
        this.shape = shape;
        this.work = work;
        this.descriptors = new RnnDescriptors(queue, shape);
        this.data = new RnnData(queue, shape);
        this.reserve = queue.room();
        this.y = queue.room();
        this.lastOutputs = queue.room();
        this.inputGradients = queue.room();
        this.weightBytes = descriptors.weightBytes();
    }

    RnnShape shape() {
        return shape;
    }

    /** Returns the size of its space in floats. */
    int spaceSize() {
        return Math.toIntExact((weightBytes + 3) / 4);
    }

    /** As {@link Part#place}. */
    void place(int[] target, int from, int base) {
        // cuDNN wants memory of this size to tell places in it, and leaves it alone.
        long space = work.of(weightBytes);
        new RnnWeights(queue, descriptors.standard(), shape, weightBytes, space).place(target, from, base);
    }

    void prepare(CardBatch batch, Mode mode) {
        if (data.isOf(batch) && prepared == mode && descriptor == descriptors.choose(batch, mode)) {
            return;
        }
        // If a call fails, nothing is prepared.
        prepared = null;
        data.describe(batch);
        take(descriptors.choose(batch, mode));
        long[] sizes = descriptors.temporary(descriptor, data.x(), forwardMode(mode));
        if (sizes.length == 0) {
            take(descriptors.withoutFaster());
            sizes = descriptors.temporary(descriptor, data.x(), forwardMode(mode));
        }
        if (descriptor != descriptors.standard()) {
            // If the faster algorithm gives up in the middle of a pass, there must be room for the other.
            long[] others = descriptors.temporary(descriptors.standard(), data.x(), forwardMode(mode));
            sizes = new long[] {Math.max(sizes[0], others[0]), Math.max(sizes[1], others[1])};
        }
        workBytes = sizes[0];
        reserveBytes = sizes[1];
        work.of(workBytes);
        reserve.of(reserveBytes);
        y.ofFloats(batch.rows() * shape.outputs());
        lastOutputs.ofFloats((long) shape.states() * batch.size() * shape.units());
        if (mode == Mode.TRAINING) {
            inputGradients.ofFloats(batch.rows() * shape.inputs());
        }
        prepared = mode;
    }

    private static int forwardMode(Mode mode) {
        return mode == Mode.TRAINING ? CUDNN_FWD_MODE_TRAINING : CUDNN_FWD_MODE_INFERENCE;
    }

    /** Returns the address of the top layer's outputs at all steps, T x B x O. */
    long outputs() {
        return y.address();
    }

    /** Returns the address of the top layer's last outputs, directions x B x H. */
    long lastOutputs(CardBatch batch) {
        long below = (long) (shape.states() - shape.directions()) * batch.size() * shape.units();
        return lastOutputs.address() + 4 * below;
    }

    /** Queues the forward pass of the mini-batch that was prepared for. */
    void forward(long x, long weights, Mode mode) {
        int status = tryForward(x, weights, mode);
        if (isRefused(status)) {
            status = tryForward(x, weights, mode);
        }
        require(status, "cudnnRNNForward");
    }

    private int tryForward(long x, long weights, Mode mode) {
        return Cudnn.cudnnRNNForward(
                queue.cudnn(),
                descriptor,
                forwardMode(mode),
                LENGTHS_OF_DESCRIPTOR,
                data.x(),
                x,
                data.y(),
                y.address(),
                data.h(),
                0,
                lastOutputs.address(),
                data.h(),
                0,
                0,
                weightBytes,
                weights,
                workBytes,
                work.address(),
                reserveBytes,
                reserve.address());
    }

    /** Says whether the faster algorithm has turned out not to compute this, and changes to the other then. */
    private boolean isRefused(int status) {
        if (!isNotSupported(status) || descriptor == descriptors.standard()) {
            return false;
        }
        take(descriptors.withoutFaster());
        return true;
    }

    private void take(long chosen) {
        if (chosen != descriptor) {
            descriptor = chosen;
            LOG.log(
                    Level.DEBUG,
                    "Recurrent layers of {0} units are computed by cuDNN''s algorithm {1}.",
                    shape.units(),
                    descriptors.algorithm(chosen));
        }
    }

    /**
     * Queues the backward pass of the mini-batch whose forward pass was last, and returns the address of the input's
     * gradient, T x B x F; what stands in its padding is not known.
     *
     * @param dy the gradient of the outputs at all steps
     * @param dhy the gradient of all layers' last outputs; 0 if there is none
     * @param gradients those of the weights, which are added
     */
    long backward(long x, long dy, long dhy, long weights, long gradients) {
        int status = tryBackward(x, dy, dhy, weights, gradients);
        if (isRefused(status)) {
            forward(x, weights, Mode.TRAINING);
            status = tryBackward(x, dy, dhy, weights, gradients);
        }
        require(status, "cudnnRNNBackward");
        return inputGradients.address();
    }

    private int tryBackward(long x, long dy, long dhy, long weights, long gradients) {
        int status = Cudnn.cudnnRNNBackwardData_v8(
                queue.cudnn(),
                descriptor,
                LENGTHS_OF_DESCRIPTOR,
                data.y(),
                y.address(),
                dy,
                data.x(),
                inputGradients.address(),
                data.h(),
                0,
                dhy,
                0,
                data.h(),
                0,
                0,
                0,
                weightBytes,
                weights,
                workBytes,
                work.address(),
                reserveBytes,
                reserve.address());
        if (status != 0) {
            return status;
        }
        return Cudnn.cudnnRNNBackwardWeights_v8(
                queue.cudnn(),
                descriptor,
                CUDNN_WGRAD_MODE_ADD,
                LENGTHS_OF_DESCRIPTOR,
                data.x(),
                x,
                data.h(),
                0,
                data.y(),
                y.address(),
                weightBytes,
                gradients,
                workBytes,
                work.address(),
                reserveBytes,
                reserve.address());
    }
}
