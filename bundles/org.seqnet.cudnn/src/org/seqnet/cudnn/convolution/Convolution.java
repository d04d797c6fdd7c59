package org.seqnet.cudnn.convolution;

import static org.seqnet.cudnn.card.CardException.require;

import java.util.HashMap;
import java.util.Map;
import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.Mode;

/**
 * A convolution of two dimensions by cuDNN, of B x C x H x W to B x K x H' x W', with filters K x C x R x S. What it
 * gives may be some channels of more. Of cuDNN's algorithms it takes those that add numbers in a fixed order, and only
 * where cuDNN has none of them for a gradient, one that does not.
 */
final class Convolution {
    private static final int FLOAT = 0;
    private static final int NCHW = 0;
    private static final int CROSS_CORRELATION = 1;
    /** Tensor cores where there are some, which round to TF32. */
    private static final int DEFAULT_MATH = 0;

    private static final int FMA_MATH = 3;
    private static final int IMPLICIT_GEMM = 0;
    private static final int IMPLICIT_PRECOMP_GEMM = 1;
    /** Of both backward passes, the last resort: it adds numbers in any order. */
    private static final int ALGORITHM_0 = 0;
    /** Of both backward passes. */
    private static final int ALGORITHM_1 = 1;
    /** Of both backward passes, for filters of 3 x 3 and 5 x 5. */
    private static final int WINOGRAD_NONFUSED = 5;

    private final Queue queue;
    private final Room workspace;
    private final Filters filters;
    private final boolean passesGradient;
    private final long x;
    private final long w;
    private final long y;
    private final long convolution;
    private final Map<Size, Plan> plans = new HashMap<>();
    private Size size;
    private Plan plan;

    /**
     * Filters and how they go over what they read.
     *
     * @param outputs K
     * @param inputs C
     * @param height R
     * @param width S
     * @param padding the zeros on each side
     * @param stride the places from one output to the next
     * @param dilation the places from one value that a filter sees to the next, side by side
     */
    record Filters(int outputs, int inputs, int height, int width, int padding, int stride, int dilation) {
        int weights() {
            return Math.multiplyExact(Math.multiplyExact(outputs, inputs), Math.multiplyExact(height, width));
        }
    }

    /**
     * What is convolved.
     *
     * @param images B
     * @param channels of which the outputs are some
     */
    record Size(int images, int height, int width, int outputHeight, int outputWidth, int channels) {}

    /** How a size is computed. */
    private static final class Plan {
        private Algorithms forward;
        private Algorithms data;
        private Algorithms filter;
    }

    /** @param passesGradient whether the input's gradient is wanted */
    Convolution(Queue queue, Room workspace, Filters filters, boolean passesGradient) {
        this.queue = queue;
        this.workspace = workspace;
        this.filters = filters;
        this.passesGradient = passesGradient;
        this.x = tensor(queue);
        this.y = tensor(queue);
        this.w = queue.keep(
                Cudnn::cudnnCreateFilterDescriptor, Cudnn::cudnnDestroyFilterDescriptor, "cudnnCreateFilterDescriptor");
        int[] sizes = {filters.outputs(), filters.inputs(), filters.height(), filters.width()};
        require(Cudnn.cudnnSetFilterNdDescriptor(w, FLOAT, NCHW, 4, sizes), "cudnnSetFilterNdDescriptor");
        this.convolution = queue.keep(
                Cudnn::cudnnCreateConvolutionDescriptor,
                Cudnn::cudnnDestroyConvolutionDescriptor,
                "cudnnCreateConvolutionDescriptor");
        require(
                Cudnn.cudnnSetConvolutionNdDescriptor(
                        convolution,
                        2,
                        new int[] {filters.padding(), filters.padding()},
                        new int[] {filters.stride(), filters.stride()},
                        new int[] {1, filters.dilation()},
                        CROSS_CORRELATION,
                        FLOAT),
                "cudnnSetConvolutionNdDescriptor");
        int mathType = queue.card().isExact() ? FMA_MATH : DEFAULT_MATH;
        require(Cudnn.cudnnSetConvolutionMathType(convolution, mathType), "cudnnSetConvolutionMathType");
    }

    private static long tensor(Queue queue) {
        return queue.keep(
                Cudnn::cudnnCreateTensorDescriptor, Cudnn::cudnnDestroyTensorDescriptor, "cudnnCreateTensorDescriptor");
    }

    private static void set(long descriptor, int images, int channels, int height, int width, int allChannels) {
        int plane = height * width;
        int[] sizes = {images, channels, height, width};
        int[] strides = {allChannels * plane, plane, width, 1};
        require(Cudnn.cudnnSetTensorNdDescriptor(descriptor, FLOAT, 4, sizes, strides), "cudnnSetTensorNdDescriptor");
    }

    /** Computes what follows of this size, and makes sure that there is a workspace. */
    void arrange(Size wanted, Mode mode) {
        if (!wanted.equals(size)) {
            set(x, wanted.images(), filters.inputs(), wanted.height(), wanted.width(), filters.inputs());
            int outputs = filters.outputs();
            set(y, wanted.images(), outputs, wanted.outputHeight(), wanted.outputWidth(), wanted.channels());
            size = wanted;
            plan = plans.computeIfAbsent(wanted, any -> new Plan());
        }
        long handle = queue.cudnn();
        if (plan.forward == null) {
            plan.forward = new Algorithms(
                    "cudnnConvolutionForward",
                    (algorithm, bytes) -> Cudnn.cudnnGetConvolutionForwardWorkspaceSize(
                            handle, x, w, convolution, y, algorithm, bytes),
                    IMPLICIT_PRECOMP_GEMM,
                    IMPLICIT_GEMM);
        }
        long needed = plan.forward.bytes();
        if (mode == Mode.TRAINING) {
            needed = Math.max(needed, arrangeBackward(handle));
        }
        workspace.of(needed);
    }

    private long arrangeBackward(long handle) {
        if (plan.filter == null) {
            plan.filter = new Algorithms(
                    "cudnnConvolutionBackwardFilter",
                    (algorithm, bytes) -> Cudnn.cudnnGetConvolutionBackwardFilterWorkspaceSize(
                            handle, x, y, convolution, w, algorithm, bytes),
                    ALGORITHM_1,
                    WINOGRAD_NONFUSED,
                    ALGORITHM_0);
        }
        if (!passesGradient) {
            return plan.filter.bytes();
        }
        if (plan.data == null) {
            plan.data = new Algorithms(
                    "cudnnConvolutionBackwardData",
                    (algorithm, bytes) -> Cudnn.cudnnGetConvolutionBackwardDataWorkspaceSize(
                            handle, w, y, convolution, x, algorithm, bytes),
                    ALGORITHM_1,
                    WINOGRAD_NONFUSED,
                    ALGORITHM_0);
        }
        return Math.max(plan.data.bytes(), plan.filter.bytes());
    }

    /** Queues the convolution. */
    void forward(long input, long weights, long output) {
        plan.forward.run((algorithm, bytes) -> Cudnn.cudnnConvolutionForward(
                queue.cudnn(),
                queue.one(),
                x,
                input,
                w,
                weights,
                convolution,
                algorithm,
                workspace.of(bytes),
                bytes,
                queue.zero(),
                y,
                output));
    }

    /** Queues that the weights' gradient is added. */
    void addWeightGradient(long input, long outputGradient, long gradient) {
        plan.filter.run((algorithm, bytes) -> Cudnn.cudnnConvolutionBackwardFilter(
                queue.cudnn(),
                queue.one(),
                x,
                input,
                y,
                outputGradient,
                convolution,
                algorithm,
                workspace.of(bytes),
                bytes,
                queue.one(),
                w,
                gradient));
    }

    /** Queues the input's gradient, which is written or added. */
    void differentiateInput(long weights, long outputGradient, boolean adds, long gradient) {
        plan.data.run((algorithm, bytes) -> Cudnn.cudnnConvolutionBackwardData(
                queue.cudnn(),
                queue.one(),
                w,
                weights,
                y,
                outputGradient,
                convolution,
                algorithm,
                workspace.of(bytes),
                bytes,
                adds ? queue.one() : queue.zero(),
                x,
                gradient));
    }
}
