package org.seqnet.spark.app;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The networks that can be trained, and the options that not all of them have. */
enum NetworkType {
    LSTM("an LSTM", Options.RECURRENT, Options.SEQUENCES, Options.LEARNING, Set.of("--forget-gate-bias")),
    GRU("a GRU", Options.RECURRENT, Options.SEQUENCES, Options.LEARNING),
    RNN("an RNN", Options.RECURRENT, Options.SEQUENCES, Options.LEARNING, Set.of("--activation")),
    FCN("an FCN", Options.TEMPORAL, Options.SEQUENCES, Options.LEARNING),
    RESNET("a ResNet", Options.TEMPORAL, Options.SEQUENCES, Options.LEARNING),
    INCEPTION("an Inception network", Options.TEMPORAL, Options.SEQUENCES, Options.LEARNING),
    CNN("a CNN", Options.IMAGES, Options.LEARNING, Set.of("--members")),
    CNN_RNN(
            "a CNN-RNN",
            Options.IMAGES,
            Options.LEARNING,
            Set.of("--label-embedding-size", "--label-lstm-units", "--label-order"));

    /** Options that several networks have. */
    private static final class Options {
        static final Set<String> RECURRENT =
                Set.of("--layers", "--hidden-units", "--bidirectional", "--pooling", "--dropout", "--members");
        static final Set<String> TEMPORAL = Set.of(
                "--filters",
                "--depth",
                "--kernel-size",
                "--dilation-growth",
                "--dropout",
                "--lstm-units",
                "--lstm-dropout",
                "--members");
        static final Set<String> SEQUENCES = Set.of("--crop", "--time-warping", "--feature-scaling", "--jitter");
        static final Set<String> IMAGES = Set.of(
                "--channels",
                "--block",
                "--dense-units",
                "--dense-dropout",
                "--horizontal-flip",
                "--vertical-flip",
                "--rotation",
                "--shift",
                "--cutout");
        static final Set<String> LEARNING = Set.of(
                "--preset",
                "--epochs",
                "--batch-size",
                "--optimizer",
                "--l2",
                "--gradient-clipping",
                "--average-weights",
                "--shuffle",
                "--label-smoothing",
                "--learning-rate",
                "--find-learning-rate",
                "--schedule",
                "--final-fraction",
                "--plateau-factor",
                "--plateau-patience",
                "--warm-up",
                "--early-stopping",
                "--patience",
                "--measure",
                "--minimum-improvement",
                "--target-accuracy",
                "--time-limit",
                "--balanced",
                "--weight",
                "--loss",
                "--huber-delta",
                "--quantiles");
    }

    private final String title;
    private final Set<String> options = new HashSet<>();

    @SafeVarargs // reads the array only
    NetworkType(String title, Set<String>... options) {
        this.title = title;
        for (var group : options) {
            this.options.addAll(group);
        }
    }

    /** Returns what messages call it, with its article. */
    String title() {
        return title;
    }

    /** Says whether gradients may explode in it, so that they are usually clipped. */
    boolean isRecurrent() {
        return this == LSTM || this == GRU || this == RNN;
    }

    /** Says whether an option is of other networks only. */
    boolean lacks(String option) {
        return !options.contains(option) && Arrays.stream(values()).anyMatch(other -> other.options.contains(option));
    }
}
