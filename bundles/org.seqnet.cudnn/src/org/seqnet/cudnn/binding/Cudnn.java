package org.seqnet.cudnn.binding;

import com.sun.jna.Native;
import java.nio.file.Path;

/**
 * Functions of cuDNN 9. Addresses on the host are those of what they point to; a size is a long.
 *
 * <p>Source: https://docs.nvidia.com/deeplearning/cudnn/backend/latest/api/overview.html.
 */
@SuppressWarnings("checkstyle:all") // Names are the library's.
public final class Cudnn {
    private Cudnn() {}

    /**
     * Loads the library, for the whole process.
     *
     * @throws UnsatisfiedLinkError if it does not load, or lacks a function
     */
    public static void load(Path library) {
        Native.register(Cudnn.class, SharedLibrary.open(library));
    }

    public static native long cudnnGetVersion();

    public static native int cudnnCreate(long[] handle);

    public static native int cudnnDestroy(long handle);

    public static native int cudnnSetStream(long handle, long stream);

    public static native int cudnnCreateDropoutDescriptor(long[] descriptor);

    public static native int cudnnDestroyDropoutDescriptor(long descriptor);

    public static native int cudnnSetDropoutDescriptor(
            long descriptor, long handle, float dropout, long states, long stateBytes, long seed);

    public static native int cudnnCreateRNNDescriptor(long[] descriptor);

    public static native int cudnnDestroyRNNDescriptor(long descriptor);

    public static native int cudnnSetRNNDescriptor_v8(
            long descriptor,
            int algorithm,
            int cellMode,
            int biasMode,
            int directionMode,
            int inputMode,
            int dataType,
            int mathPrecision,
            int mathType,
            int inputSize,
            int hiddenSize,
            int projectionSize,
            int layers,
            long dropoutDescriptor,
            int auxiliaryFlags);

    public static native int cudnnCreateRNNDataDescriptor(long[] descriptor);

    public static native int cudnnDestroyRNNDataDescriptor(long descriptor);

    public static native int cudnnSetRNNDataDescriptor(
            long descriptor,
            int dataType,
            int layout,
            int longest,
            int batchSize,
            int vectorSize,
            int[] lengths,
            long paddingFill);

    public static native int cudnnGetRNNWeightSpaceSize(long handle, long rnn, long[] bytes);

    public static native int cudnnGetRNNTempSpaceSizes(
            long handle, long rnn, int forwardMode, long xDescriptor, long[] workBytes, long[] reserveBytes);

    public static native int cudnnGetRNNWeightParams(
            long handle,
            long rnn,
            int pseudoLayer,
            long weightBytes,
            long weights,
            int linearLayer,
            long matrixDescriptor,
            long[] matrix,
            long biasDescriptor,
            long[] bias);

    public static native int cudnnRNNForward(
            long handle,
            long rnn,
            int forwardMode,
            long lengths,
            long xDescriptor,
            long x,
            long yDescriptor,
            long y,
            long hDescriptor,
            long hx,
            long hy,
            long cDescriptor,
            long cx,
            long cy,
            long weightBytes,
            long weights,
            long workBytes,
            long work,
            long reserveBytes,
            long reserve);

    public static native int cudnnRNNBackwardData_v8(
            long handle,
            long rnn,
            long lengths,
            long yDescriptor,
            long y,
            long dy,
            long xDescriptor,
            long dx,
            long hDescriptor,
            long hx,
            long dhy,
            long dhx,
            long cDescriptor,
            long cx,
            long dcy,
            long dcx,
            long weightBytes,
            long weights,
            long workBytes,
            long work,
            long reserveBytes,
            long reserve);

    public static native int cudnnRNNBackwardWeights_v8(
            long handle,
            long rnn,
            int addMode,
            long lengths,
            long xDescriptor,
            long x,
            long hDescriptor,
            long hx,
            long yDescriptor,
            long y,
            long weightBytes,
            long weightGradients,
            long workBytes,
            long work,
            long reserveBytes,
            long reserve);

    public static native int cudnnCreateTensorDescriptor(long[] descriptor);

    public static native int cudnnDestroyTensorDescriptor(long descriptor);

    public static native int cudnnSetTensorNdDescriptor(
            long descriptor, int dataType, int dimensions, int[] sizes, int[] strides);

    public static native int cudnnGetTensorNdDescriptor(
            long descriptor, int requested, int[] dataType, int[] dimensions, int[] sizes, int[] strides);

    public static native int cudnnCreateFilterDescriptor(long[] descriptor);

    public static native int cudnnDestroyFilterDescriptor(long descriptor);

    public static native int cudnnSetFilterNdDescriptor(
            long descriptor, int dataType, int format, int dimensions, int[] sizes);

    public static native int cudnnCreateConvolutionDescriptor(long[] descriptor);

    public static native int cudnnDestroyConvolutionDescriptor(long descriptor);

    public static native int cudnnSetConvolutionNdDescriptor(
            long descriptor, int dimensions, int[] padding, int[] strides, int[] dilations, int mode, int computeType);

    public static native int cudnnSetConvolutionMathType(long descriptor, int mathType);

    public static native int cudnnGetConvolutionForwardWorkspaceSize(
            long handle,
            long xDescriptor,
            long wDescriptor,
            long convolution,
            long yDescriptor,
            int algorithm,
            long[] bytes);

    public static native int cudnnGetConvolutionBackwardDataWorkspaceSize(
            long handle,
            long wDescriptor,
            long dyDescriptor,
            long convolution,
            long dxDescriptor,
            int algorithm,
            long[] bytes);

    public static native int cudnnGetConvolutionBackwardFilterWorkspaceSize(
            long handle,
            long xDescriptor,
            long dyDescriptor,
            long convolution,
            long dwDescriptor,
            int algorithm,
            long[] bytes);

    public static native int cudnnConvolutionForward(
            long handle,
            long alpha,
            long xDescriptor,
            long x,
            long wDescriptor,
            long w,
            long convolution,
            int algorithm,
            long work,
            long workBytes,
            long beta,
            long yDescriptor,
            long y);

    public static native int cudnnConvolutionBackwardData(
            long handle,
            long alpha,
            long wDescriptor,
            long w,
            long dyDescriptor,
            long dy,
            long convolution,
            int algorithm,
            long work,
            long workBytes,
            long beta,
            long dxDescriptor,
            long dx);

    public static native int cudnnConvolutionBackwardFilter(
            long handle,
            long alpha,
            long xDescriptor,
            long x,
            long dyDescriptor,
            long dy,
            long convolution,
            int algorithm,
            long work,
            long workBytes,
            long beta,
            long dwDescriptor,
            long dw);
}
