package org.seqnet.knime.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.learner.Trainings;

/** Comparisons of networks that were never trained, for tests of what is shown of them. */
public final class Comparisons {
    private static final int ROWS = 1000;

    private Comparisons() {}

    /** Returns the data of the view of so many networks; each gets 17 rows wrong, and each other ones. */
    public static String view(int networks, int epochs, boolean validated) {
        return view(networks, Trainings.of(epochs, validated, epochs, StopReason.ALL_EPOCHS_DONE));
    }

    /** Returns the data of the view of so many networks with the same history. */
    public static String view(int networks, TrainedNetwork network) {
        return ComparisonView.of(comparison(networks, network)).toString();
    }

    /** Returns the data of the view of networks with these titles, which take from milliseconds to days. */
    public static String view(List<String> titles, TrainedNetwork... networks) {
        var scores = new ArrayList<NetworkScore>();
        for (int i = 0; i < titles.size(); i++) {
            var right = new boolean[ROWS];
            Arrays.fill(right, i % 2 == 0);
            scores.add(new NetworkScore(
                    titles.get(i),
                    networks[i],
                    OptionalLong.of(i % 2 == 0 ? 7 : 9_000_000_000_000_000L),
                    right,
                    i % 2 == 0 ? 0.001 : 1e12));
        }
        return ComparisonView.of(comparison(scores)).toString();
    }

    /**
     * Returns the data of the view of so many networks that predict a value of 100 rows, half of them 2 below and half
     * 2 above the mean; each is off by 1, 2, 3 and so on.
     */
    public static String values(int networks) {
        var network = Trainings.of(4, true, 4, StopReason.ALL_EPOCHS_DONE);
        var scores = new ArrayList<ValueScore>();
        for (int i = 0; i < networks; i++) {
            double error = i + 1;
            var rowErrors = new double[100];
            Arrays.fill(rowErrors, error / 2);
            scores.add(new ValueScore(
                    "network " + (i + 1),
                    network,
                    i % 2 == 0 ? OptionalLong.of(1_000_000_000_000L) : OptionalLong.empty(),
                    ValueErrors.of(1, 100, n -> n % 2 == 0 ? -2 : 2, n -> error),
                    rowErrors,
                    1234.5 * (i + 1)));
        }
        try {
            var pairs = ValuePair.of(scores, new ExecutionMonitor());
            var warning = Optional.of("3 of the test table's rows were skipped.");
            return ValueComparisonView.of(new ValueComparison(scores, pairs, List.of("demand"), 100, warning))
                    .toString();
        } catch (CanceledExecutionException e) {
            throw new AssertionError("Nobody cancels.", e);
        }
    }

    private static Comparison comparison(int networks, TrainedNetwork network) {
        return comparison(scores(networks, network));
    }

    private static Comparison comparison(List<NetworkScore> scores) {
        try {
            var pairs = PairScore.of(scores, new ExecutionMonitor());
            return new Comparison(scores, pairs, 0.7, ROWS, Optional.of("3 of the test table's rows were skipped."));
        } catch (CanceledExecutionException e) {
            throw new AssertionError("Nobody cancels.", e);
        }
    }

    /** Returns so many scores of networks with the same history. */
    static List<NetworkScore> scores(int networks, TrainedNetwork network) {
        var scores = new ArrayList<NetworkScore>();
        for (int i = 0; i < networks; i++) {
            var right = new boolean[ROWS];
            for (int n = 0; n < ROWS; n++) {
                right[n] = Math.floorMod(n - 10 * i, ROWS) >= 17;
            }
            scores.add(new NetworkScore(
                    "network " + (i + 1),
                    network,
                    i % 2 == 0 ? OptionalLong.of(1_000_000_000_000L) : OptionalLong.empty(),
                    right,
                    1234.5 * (i + 1)));
        }
        return scores;
    }
}
