package org.seqnet.spark.app;

import java.util.Objects;
import org.seqnet.engine.network.Architecture;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which network is trained, and what all or single ones of them have. */
final class NetworkArguments {
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

    /** Reads a type, and says where the one network is trained that no cluster trains. */
    static final class Types extends Choice<NetworkType> {
        Types() {
            super(NetworkType.values());
        }

        @Override
        public NetworkType convert(String text) {
            if (text.equals("rocket")) {
                throw new TypeConversionException("MiniRocket is fitted at once on one machine, not in shards; use "
                        + "KNIME's Rocket Learner, or another network");
            }
            return super.convert(text);
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
}
