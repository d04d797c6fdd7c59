package org.seqnet.cudnn.convolution;

import static org.seqnet.cudnn.card.CardException.require;

import java.util.ArrayList;
import java.util.List;

/**
 * The algorithms of cuDNN by which one convolution of one size can be computed, the best first. cuDNN may say that it
 * does not compute one when it is asked for the workspace, with whichever status, or only when it is run.
 */
final class Algorithms {
    /** The first of the statuses that say that something is not supported, and the end of them. */
    private static final int NOT_SUPPORTED = 3000;

    private static final int NOT_SUPPORTED_END = 4000;

    private final String call;
    private final List<Candidate> candidates = new ArrayList<>();

    private record Candidate(int algorithm, long bytes) {}

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
     * @param algorithms the best first
     * @throws org.seqnet.cudnn.card.CardException if cuDNN tells the workspace of none; it tells why of the best
     */
    Algorithms(String call, Question question, int... algorithms) {
        this.call = call;
        int first = 0;
        for (int algorithm : algorithms) {
            var bytes = new long[1];
            int status = question.ask(algorithm, bytes);
            if (status == 0) {
                candidates.add(new Candidate(algorithm, bytes[0]));
            } else if (first == 0) {
                first = status;
            }
        }
        if (candidates.isEmpty()) {
            require(first, call);
        }
    }

    private static boolean isNotSupported(int status) {
        return status >= NOT_SUPPORTED && status < NOT_SUPPORTED_END;
    }

    /** Returns the workspace of the best; should another run, it may need more. */
    long bytes() {
        return candidates.isEmpty() ? 0 : candidates.get(0).bytes();
    }

    /**
     * Runs the best.
     *
     * @throws org.seqnet.cudnn.card.CardException if it fails, or none is supported
     */
    void run(Run run) {
        int status = NOT_SUPPORTED;
        while (isNotSupported(status) && !candidates.isEmpty()) {
            var best = candidates.get(0);
            status = run.run(best.algorithm(), best.bytes());
            if (isNotSupported(status)) {
                candidates.remove(0);
            }
        }
        require(status, call);
    }
}
