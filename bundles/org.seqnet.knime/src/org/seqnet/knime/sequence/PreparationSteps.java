package org.seqnet.knime.sequence;

import java.util.List;
import java.util.Optional;
import org.seqnet.engine.sequence.DataRange;
import org.seqnet.engine.sequence.Preparation;

/**
 * What the Sequence Reshaper says in a column's spec about its sequences. Whatever can differ between tables without a
 * difference to a network is no step: names of group and order columns, how values of a row are arranged before they
 * are laid out, the step size of windows.
 */
final class PreparationSteps {
    /** What is said of scaling that leaves values as they are. */
    static final String NONE = "none";

    /** The order of values in which all of a time step come together, as rows of an image or a table do. */
    static final String ROW_BY_ROW = "row by row";

    private static final String LAYOUT = "Layout";
    private static final String WINDOW = "Window";
    private static final String MISSING_VALUES = "Missing values";

    private PreparationSteps() {}

    /** Returns how values are scaled whose range becomes 0 to 1. */
    static String toUnitRange(DataRange range) {
        return range.exactly() + " becomes 0 to 1";
    }

    /** Returns what was done to windows of so many rows. */
    static Preparation window(int length) {
        return Preparation.UNKNOWN.with(WINDOW, "%,d %s".formatted(length, length == 1 ? "row" : "rows"));
    }

    /** Returns what was done to sequences from which the time steps with missing values were removed. */
    static Preparation withoutMissingSteps() {
        return Preparation.UNKNOWN.with(MISSING_VALUES, "time steps skipped");
    }

    /**
     * Returns what was done to sequences.
     *
     * @param before what was done before they were laid out
     * @param scaling how they are scaled; empty if it is not known yet, and then nothing can be said of all the steps
     */
    static Preparation of(Preparation before, String layout, Optional<String> scaling) {
        return scaling.map(words -> before.with(LAYOUT, joined(before.how(LAYOUT), layout, ROW_BY_ROW))
                        .with(Preparation.SCALING, joined(before.how(Preparation.SCALING), words, NONE)))
                .orElseGet(() -> new Preparation(before.features(), List.of()));
    }

    /** Returns two steps of one kind as one. */
    private static String joined(Optional<String> first, String second, String nothing) {
        return first.filter(words -> !words.equals(nothing))
                .map(words -> second.equals(nothing) ? words : words + ", then " + second)
                .orElse(second);
    }
}
