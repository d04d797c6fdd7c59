package org.seqnet.cudnn.convolution;

import static org.seqnet.cudnn.card.CardException.require;

/**
 * The algorithms of cuDNN by which one convolution of one size can be computed, the best first. An algorithm may turn
 * out not to be supported when cuDNN is asked for its workspace, or only when it is run.
 */
final class Algorithms {
    /** The first of the statuses that say that something is not supported, and the end of them. */
    private static final int NOT_SUPPORTED = 3000;

    private static final int NOT_SUPPORTED_END = 4000;

    private final String call;
    private final int[] candidates;
    private final long[] bytes;
    private final boolean[] isSupported;

    /** Asks for the workspace of an algorithm. */
    @FunctionalInterface
    interface Question {
        int ask(int algorithm, long[] bytes);
    }

    /** Runs an algorithm with a workspace. */
    @FunctionalInterface
    interface Run {
        int run(int algorithm, long bytes);
    }

    /**
     * Asks for all workspaces.
     *
     * @param call the function's name
     * @param candidates algorithms that add numbers in a fixed order
     * @throws org.seqnet.cudnn.card.CardException if none is supported
     */
    Algorithms(String call, Question question, int... candidates) {
        this.call = call;
        this.candidates = candidates;
        this.bytes = new long[candidates.length];
        this.isSupported = new boolean[candidates.length];
        int status = 0;
        boolean any = false;
        for (int i = 0; i < candidates.length; i++) {
            var answer = new long[1];
            int given = question.ask(candidates[i], answer);
            isSupported[i] = !isNotSupported(given);
            if (isSupported[i]) {
                require(given, call);
                bytes[i] = answer[0];
                any = true;
            } else {
                status = given;
            }
        }
        if (!any) {
            require(status, call);
        }
    }

    private static boolean isNotSupported(int status) {
        return status >= NOT_SUPPORTED && status < NOT_SUPPORTED_END;
    }

    /** Returns the largest workspace. */
    long bytes() {
        long largest = 0;
        for (int i = 0; i < bytes.length; i++) {
            largest = isSupported[i] ? Math.max(largest, bytes[i]) : largest;
        }
        return largest;
    }

    /**
     * Runs the first that is supported.
     *
     * @throws org.seqnet.cudnn.card.CardException if it fails, or none is supported
     */
    void run(Run run) {
        int status = NOT_SUPPORTED;
        for (int i = 0; i < candidates.length; i++) {
            if (isSupported[i]) {
                status = run.run(candidates[i], bytes[i]);
                if (!isNotSupported(status)) {
                    break;
                }
                isSupported[i] = false;
            }
        }
        require(status, call);
    }
}
