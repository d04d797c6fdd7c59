package org.seqnet.spark.app;

import java.util.Map;
import java.util.Objects;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import picocli.CommandLine.Option;

/** Which network is trained, and what all or single ones of them have. */
final class NetworkArguments {
    private static final int USUAL_FEATURES = 10_000;

    @Option(
            names = "--network-type",
            paramLabel = "TYPE",
            converter = Types.class,
            completionCandidates = Types.class,
            description = "The type of network: ${COMPLETION-CANDIDATES}. Default: lstm.")
    private NetworkType type = NetworkType.LSTM;

    @Option(
            names = "--members",
            paramLabel = "N",
            description = "Networks of an ensemble that predict together, 1 to " + Architecture.MOST_MEMBERS
                    + ". Default: 1.")
    private Integer members;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            description = "The fraction of outputs that training drops, at least 0, less than 1. Default: 0.")
    private Double dropout;

    @Option(
            names = "--rocket-features",
            paramLabel = "N",
            description = "The most features of MiniRocket, " + Rocket.KERNELS + " to " + Rocket.MOST_ASKED
                    + ". Default: " + USUAL_FEATURES + ".")
    private Integer features;

    @Option(
            names = "--classifier",
            paramLabel = "NAME",
            converter = Classifiers.class,
            completionCandidates = Classifiers.class,
            description = "What is fitted to these features: ${COMPLETION-CANDIDATES}. Default: automatic.")
    private LinearClassifier classifier;

    static final class Types extends Choice<NetworkType> {
        Types() {
            super(NetworkType.values());
        }
    }

    static final class Classifiers extends Choice<LinearClassifier> {
        Classifiers() {
            super(LinearClassifier.AUTOMATIC, LinearClassifier.RIDGE, LinearClassifier.LOGISTIC);
        }
    }

    NetworkType type() {
        return type;
    }

    double dropout() {
        return Objects.requireNonNullElse(dropout, 0.0);
    }

    /**
     * Returns how many networks learn together.
     *
     * @throws WrongArgument if it is outside its range
     */
    int members() {
        int count = Objects.requireNonNullElse(members, 1);
        if (count < 1 || count > Architecture.MOST_MEMBERS) {
            throw new WrongArgument(
                    "--members: %d is not between 1 and %d.".formatted(count, Architecture.MOST_MEMBERS));
        }
        return count;
    }

    /**
     * Returns MiniRocket's encoder.
     *
     * @throws WrongArgument if the number of features is outside its range
     */
    Rocket rocket(long seed) {
        return WrongArgument.naming(
                Map.of("Number of features", "--rocket-features"),
                () -> Rocket.ofMost(
                        Objects.requireNonNullElse(features, USUAL_FEATURES),
                        seed,
                        Objects.requireNonNullElse(classifier, LinearClassifier.AUTOMATIC)));
    }
}
