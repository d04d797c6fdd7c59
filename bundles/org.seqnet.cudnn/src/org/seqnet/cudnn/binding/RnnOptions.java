package org.seqnet.cudnn.binding;

/** What cuDNN's functions for recurrent networks are told, under the names of cuDNN's headers. */
@SuppressWarnings("checkstyle:all") // Names are the library's.
public final class RnnOptions {
    public static final int CUDNN_RNN_ALGO_STANDARD = 0;
    public static final int CUDNN_RNN_ALGO_PERSIST_STATIC_SMALL_H = 3;

    public static final int CUDNN_RNN_RELU = 0;
    public static final int CUDNN_RNN_TANH = 1;
    public static final int CUDNN_LSTM = 2;
    public static final int CUDNN_GRU = 3;

    public static final int CUDNN_RNN_DOUBLE_BIAS = 2;

    public static final int CUDNN_UNIDIRECTIONAL = 0;
    public static final int CUDNN_BIDIRECTIONAL = 1;

    public static final int CUDNN_LINEAR_INPUT = 0;

    public static final int CUDNN_DATA_FLOAT = 0;

    public static final int CUDNN_DEFAULT_MATH = 0;
    public static final int CUDNN_FMA_MATH = 3;

    public static final int CUDNN_RNN_PADDED_IO_ENABLED = 1;

    public static final int CUDNN_RNN_DATA_LAYOUT_SEQ_MAJOR_UNPACKED = 0;

    public static final int CUDNN_FWD_MODE_INFERENCE = 0;
    public static final int CUDNN_FWD_MODE_TRAINING = 1;

    public static final int CUDNN_WGRAD_MODE_ADD = 0;

    private static final int CATEGORY = 1000;
    private static final int CUDNN_STATUS_NOT_SUPPORTED = 3000;

    private RnnOptions() {}

    /** Says whether a call answered that cuDNN does not compute this, for whichever reason: 3000 to 3999. */
    public static boolean isNotSupported(int status) {
        return status / CATEGORY == CUDNN_STATUS_NOT_SUPPORTED / CATEGORY;
    }
}
