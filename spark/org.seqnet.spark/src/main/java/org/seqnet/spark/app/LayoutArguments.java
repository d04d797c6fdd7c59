package org.seqnet.spark.app;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.sequence.Tokenizer.Unit;
import org.seqnet.engine.sequence.ValueSteps;
import org.seqnet.engine.sequence.ValueSteps.Order;
import org.seqnet.spark.table.Layout;
import picocli.CommandLine.Option;

/** How the table stores sequences, as in the Sequence Reshaper of KNIME. */
final class LayoutArguments {
    private static final int USUAL_LENGTH = 1000;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            converter = Layouts.class,
            completionCandidates = Layouts.class,
            description = "How the table stores sequences: ${COMPLETION-CANDIDATES}. list: each row is a sequence in "
                    + "a column of arrays, bytes or texts, or in a column of arrays per feature; wide: each value in a "
                    + "column of its own; long: each row is a time step, and the rows of a group are a sequence; "
                    + "windows: a window slides over such rows. Default: list.")
    private Kind layout;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            arity = "1..*",
            description = "The columns with the values in their order: of long and windows, one per feature. A "
                    + "pattern such as x_* stands for all columns that match. Required.")
    private List<String> columns;

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            arity = "1..*",
            description = "The columns that together identify the sequence (long; required) or the series (windows) "
                    + "of a row.")
    private List<String> group;

    @Option(
            names = "--order",
            paramLabel = "COLUMN",
            description = "The column that time steps are sorted by (long, windows): numbers, dates or times. "
                    + "Default: the order of the table.")
    private String order;

    @Option(
            names = "--features",
            paramLabel = "N",
            description = "Values per time step (list with one column of arrays, wide), at least 1. Default: 1.")
    private Integer features;

    @Option(
            names = "--value-order",
            paramLabel = "ORDER",
            converter = Orders.class,
            completionCandidates = Orders.class,
            description = "How the values of several features stand (list, wide): ${COMPLETION-CANDIDATES}. Default: "
                    + "step-by-step.")
    private Order valueOrder;

    @Option(
            names = "--ends-at-missing",
            description = "Removes time steps from the end of a sequence if all of their values are missing (list, "
                    + "wide). Default: they are kept as missing values.")
    private boolean endsAtMissing;

    @Option(names = "--window", paramLabel = "N", description = "Rows per window, at least 1 (windows; required).")
    private Integer window;

    @Option(
            names = "--stride",
            paramLabel = "N",
            description = "Rows from the start of a window to that of the next (windows), at least 1. Default: 1.")
    private Integer stride;

    @Option(
            names = "--split",
            paramLabel = "WAY",
            converter = Units.class,
            completionCandidates = Units.class,
            description = "What the symbols of a text are (list): ${COMPLETION-CANDIDATES}. Default: letters.")
    private Unit split;

    @Option(
            names = "--separator",
            paramLabel = "TEXT",
            description = "The text between two symbols (--split separated). Default: a comma.")
    private String separator;

    @Option(
            names = "--maximum-length",
            paramLabel = "N",
            description = "The most symbols of a sequence (list); longer ones are cut. At least 0; 0 for no limit. "
                    + "Default: " + USUAL_LENGTH + ".")
    private Integer maximumLength;

    @Option(
            names = "--keep-last",
            description = "The last symbols of longer sequences are kept (list). Default: the first.")
    private boolean keepLast;

    /** The layouts. */
    enum Kind {
        LIST,
        WIDE,
        LONG,
        WINDOWS
    }

    static final class Layouts extends Choice<Kind> {
        Layouts() {
            super(Kind.values());
        }
    }

    static final class Orders extends Choice<Order> {
        Orders() {
            super(Order.values());
        }
    }

    static final class Units extends Choice<Unit> {
        Units() {
            super(Unit.LETTERS, Unit.WORDS, Unit.SEPARATED);
        }
    }

    /**
     * Returns the layout.
     *
     * @param keepsMissing whether missing values are kept as missing, or make a row a bad one
     * @throws WrongArgument if a value is missing, outside its range, or of another layout
     */
    Layout layout(boolean keepsMissing) {
        var kind = Objects.requireNonNullElse(layout, Kind.LIST);
        requireOnly("--group", group != null, kind, Set.of(Kind.LONG, Kind.WINDOWS));
        requireOnly("--order", order != null, kind, Set.of(Kind.LONG, Kind.WINDOWS));
        requireOnly("--features", features != null, kind, Set.of(Kind.LIST, Kind.WIDE));
        requireOnly("--value-order", valueOrder != null, kind, Set.of(Kind.LIST, Kind.WIDE));
        requireOnly("--ends-at-missing", endsAtMissing, kind, Set.of(Kind.LIST, Kind.WIDE));
        requireOnly("--window", window != null, kind, Set.of(Kind.WINDOWS));
        requireOnly("--stride", stride != null, kind, Set.of(Kind.WINDOWS));
        requireOnly("--split", split != null, kind, Set.of(Kind.LIST));
        requireOnly("--separator", separator != null, kind, Set.of(Kind.LIST));
        requireOnly("--maximum-length", maximumLength != null, kind, Set.of(Kind.LIST));
        requireOnly("--keep-last", keepLast, kind, Set.of(Kind.LIST));
        columns();
        return switch (kind) {
            case LIST -> new Layout.Lists(columns, steps(), tokenizer(), keepsMissing);
            case WIDE -> new Layout.Wide(columns, steps(), keepsMissing);
            case LONG -> {
                require("--group", group, "Name the columns that identify the sequence of a row.");
                yield new Layout.Long(group, Optional.ofNullable(order), columns, keepsMissing);
            }
            case WINDOWS -> windows(keepsMissing);
        };
    }

    /** Says whether each row of the table is a sequence. */
    boolean isOfRows() {
        return layout == null || layout == Kind.LIST || layout == Kind.WIDE;
    }

    /** Says whether time steps at the end of which all values are missing are no part of the sequence. */
    boolean endsAtMissing() {
        return endsAtMissing;
    }

    /**
     * Makes sure that nothing is set that a network has from its training.
     *
     * @throws WrongArgument if something is
     */
    void requireTrainedSymbols() {
        requireNot("--split", split != null);
        requireNot("--separator", separator != null);
        requireNot("--maximum-length", maximumLength != null);
        requireNot("--keep-last", keepLast);
    }

    private static void requireNot(String option, boolean isSet) {
        if (isSet) {
            throw new WrongArgument(
                    "%s: the network splits texts as in its training. Leave %s out.".formatted(option, option));
        }
    }

    /**
     * Makes sure that time steps are those that a network reads.
     *
     * @throws WrongArgument if a number of features is set that differs
     */
    void requireFeatures(int required) {
        if (features != null && features != required) {
            throw new WrongArgument(
                    "--features: the network reads %1$d values per time step, not %2$d. Set --features %1$d."
                            .formatted(required, features));
        }
    }

    /** Returns how the values of several features stand in a row. */
    ValueOrder valueOrder() {
        return new ValueOrder(
                layout == Kind.WIDE,
                Objects.requireNonNullElse(features, 1),
                Objects.requireNonNullElse(valueOrder, Order.STEP_BY_STEP));
    }

    /** Returns the names of the columns with the values, or patterns of them. */
    List<String> columns() {
        require("--columns", columns, "Name at least one column with the values.");
        return columns;
    }

    private Layout windows(boolean keepsMissing) {
        require("--window", window, "Set how many rows a window has.");
        return WrongArgument.naming(
                Map.of("Window length", "--window", "Step size", "--stride"),
                () -> new Layout.Windows(
                        Objects.requireNonNullElse(group, List.of()),
                        Optional.ofNullable(order),
                        columns,
                        window,
                        Objects.requireNonNullElse(stride, 1),
                        keepsMissing));
    }

    private ValueSteps steps() {
        int perStep = Objects.requireNonNullElse(features, 1);
        if (perStep < 1) {
            throw new WrongArgument("--features: %d is not at least 1.".formatted(perStep));
        }
        return new ValueSteps(perStep, Objects.requireNonNullElse(valueOrder, Order.STEP_BY_STEP), endsAtMissing);
    }

    private Tokenizer tokenizer() {
        var unit = Objects.requireNonNullElse(split, Unit.LETTERS);
        if (separator != null && unit != Unit.SEPARATED) {
            throw new WrongArgument("--separator: --split is %s. Set --split separated, or leave --separator out."
                    .formatted(Choice.word(unit)));
        }
        var between = unit == Unit.SEPARATED ? Objects.requireNonNullElse(separator, ",") : "";
        return WrongArgument.naming(
                Map.of("Separator", "--separator", "Maximum length", "--maximum-length"),
                () -> new Tokenizer(unit, between, Objects.requireNonNullElse(maximumLength, USUAL_LENGTH), keepLast));
    }

    private static void requireOnly(String option, boolean isSet, Kind kind, Set<Kind> possible) {
        if (isSet && !possible.contains(kind)) {
            throw new WrongArgument("%s: the layout %s has no such setting. Choose another --layout, or leave %s out."
                    .formatted(option, Choice.word(kind), option));
        }
    }

    private static void require(String option, Object value, String what) {
        if (value == null) {
            throw new WrongArgument("%s: it is missing. %s".formatted(option, what));
        }
    }
}
