package org.seqnet.cudnn.binding;

import com.sun.jna.Native;
import java.nio.file.Path;

/**
 * Functions of NVIDIA's driver.
 *
 * <p>Source: CUDA Driver API, https://docs.nvidia.com/cuda/cuda-driver-api/. Names are those that a program is linked
 * with, whose {@code _v2} the header hides.
 */
@SuppressWarnings("checkstyle:all") // Names are the library's.
public final class Driver {
    /** The result of a call that succeeded. */
    public static final int SUCCESS = 0;
    /** The result of a call that found no memory. */
    public static final int OUT_OF_MEMORY = 2;

    private Driver() {}

    /**
     * Loads the library, for the whole process.
     *
     * @throws UnsatisfiedLinkError if it does not load, or lacks a function
     */
    public static void load(Path library) {
        Native.register(Driver.class, SharedLibrary.open(library));
    }

    public static native int cuInit(int flags);

    public static native int cuDriverGetVersion(int[] version);

    public static native int cuDeviceGetCount(int[] count);

    public static native int cuDeviceGet(int[] device, int ordinal);

    public static native int cuDeviceGetName(byte[] name, int length, int device);

    public static native int cuDeviceGetAttribute(int[] value, int attribute, int device);

    public static native int cuDevicePrimaryCtxRetain(long[] context, int device);

    public static native int cuDevicePrimaryCtxRelease_v2(int device);

    public static native int cuCtxSetCurrent(long context);

    public static native int cuMemGetInfo_v2(long[] free, long[] total);

    public static native int cuMemAlloc_v2(long[] address, long bytes);

    public static native int cuMemFree_v2(long address);

    public static native int cuMemHostAlloc(long[] address, long bytes, int flags);

    public static native int cuMemFreeHost(long address);

    public static native int cuMemcpyHtoDAsync_v2(long target, long source, long bytes, long stream);

    public static native int cuMemcpyDtoHAsync_v2(long target, long source, long bytes, long stream);

    public static native int cuMemcpyDtoDAsync_v2(long target, long source, long bytes, long stream);

    public static native int cuMemsetD32Async(long target, int value, long count, long stream);

    public static native int cuStreamCreate(long[] stream, int flags);

    public static native int cuStreamDestroy_v2(long stream);

    public static native int cuStreamSynchronize(long stream);

    public static native int cuEventCreate(long[] event, int flags);

    public static native int cuEventRecord(long event, long stream);

    public static native int cuEventSynchronize(long event);

    public static native int cuEventDestroy_v2(long event);

    public static native int cuModuleLoadData(long[] module, byte[] image);

    public static native int cuModuleGetFunction(long[] function, long module, String name);

    public static native int cuLaunchKernel(
            long function,
            int gridX,
            int gridY,
            int gridZ,
            int blockX,
            int blockY,
            int blockZ,
            int sharedBytes,
            long stream,
            long parameters,
            long extra);

    public static native int cuStreamBeginCapture_v2(long stream, int mode);

    public static native int cuStreamEndCapture(long stream, long[] graph);

    public static native int cuGraphInstantiateWithFlags(long[] executable, long graph, long flags);

    public static native int cuGraphLaunch(long executable, long stream);

    public static native int cuGraphExecDestroy(long executable);

    public static native int cuGraphDestroy(long graph);
}
