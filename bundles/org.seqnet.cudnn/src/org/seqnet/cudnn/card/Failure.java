package org.seqnet.cudnn.card;

import java.util.Locale;
import java.util.Set;
import org.seqnet.cudnn.binding.Driver;

/**
 * A call that did not succeed. The three libraries number their errors differently.
 *
 * <p>Source: CUresult of the CUDA Driver API, cublasStatus_t, cudnnStatus_t.
 *
 * @param status what it returned
 * @param call the function's name, or that of a kernel, which the driver was to launch
 */
record Failure(int status, String call) {
    /** Of the driver: the context is lost with all that is on the card, and only a new process gets another. */
    private static final Set<Integer> LASTING = Set.of(700, 702, 714, 715, 716, 717, 718, 719, 721, 999);

    private static final Set<Integer> CUBLAS_EXECUTION = Set.of(13, 14);
    private static final int CUBLAS_ALLOCATION = 3;
    private static final int CUDNN_EXECUTION = 5000;
    private static final int CUDNN_EXECUTION_END = 6000;
    private static final int CUDNN_HOST_ALLOCATION = 4003;
    private static final int CUDNN_DEVICE_ALLOCATION = 4004;
    private static final Set<Integer> CUDNN_MIXED = Set.of(1002, 1008);

    private static final String LESS = " Decrease the batch size, close other programs, or set the device to cpu.";

    private boolean isOfCublas() {
        return call.startsWith("cublas");
    }

    private boolean isOfCudnn() {
        return call.startsWith("cudnn");
    }

    /** Says whether every later call of this process fails, too. */
    boolean isLasting() {
        if (isOfCublas() && CUBLAS_EXECUTION.contains(status)
                || isOfCudnn() && status >= CUDNN_EXECUTION && status < CUDNN_EXECUTION_END) {
            // They do not tell, but the driver does; nothing is ever queued in this stream.
            return LASTING.contains(Driver.cuStreamSynchronize(0));
        }
        return !isOfCublas() && !isOfCudnn() && LASTING.contains(status);
    }

    /** Returns what to tell a user, with what to do. */
    String message() {
        if (isOfCudnn() && CUDNN_MIXED.contains(status)) {
            return "Two versions of cuDNN are mixed, or a part of it is missing: %s. Set the preference \"CUDA "
                            .formatted(this)
                    + "libraries folder\" to a folder with a complete cuDNN 9, and restart KNIME.";
        }
        if (isOfCudnn() && status == CUDNN_HOST_ALLOCATION) {
            return "There is too little free memory, on the GPU or in the machine%s.".formatted(free()) + LESS;
        }
        if (isOutOfMemory()) {
            return "The GPU has too little free memory%s.".formatted(free()) + LESS;
        }
        return "The GPU failed: %s. Execute the node again; if it fails again, see the node Device Report, or set the "
                        .formatted(this)
                + "device to cpu.";
    }

    /** Returns what to tell a user if every later call fails. */
    String lastingMessage() {
        return "The GPU failed: %s. It cannot be used any more until KNIME is restarted. If it fails again then, see "
                        .formatted(this)
                + "the node Device Report, or set the device to cpu.";
    }

    private boolean isOutOfMemory() {
        if (isOfCublas()) {
            return status == CUBLAS_ALLOCATION;
        }
        return status == (isOfCudnn() ? CUDNN_DEVICE_ALLOCATION : Driver.OUT_OF_MEMORY);
    }

    /** Returns how much of the card's memory is free as the end of a sentence; empty if the driver does not say. */
    private static String free() {
        var free = new long[1];
        return Driver.cuMemGetInfo_v2(free, new long[1]) == Driver.SUCCESS
                ? String.format(Locale.ROOT, ": %,d MB of the GPU's memory are free", free[0] >> 20)
                : "";
    }

    @Override
    public String toString() {
        return call + " returned error " + status;
    }
}
