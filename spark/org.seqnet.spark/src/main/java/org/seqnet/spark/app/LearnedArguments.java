package org.seqnet.spark.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.options.Weighting;
import org.seqnet.spark.table.Learned;
import picocli.CommandLine.Option;

/** What the network learns to predict, and how much each row counts. */
final class LearnedArguments {
    @Option(names = "--label", paramLabel = "COLUMN", description = "The column with the class of each row.")
    private String label;

    @Option(
            names = "--labels",
            paramLabel = "COLUMN",
            description = "The column with the list of the labels of each row.")
    private String labels;

    @Option(
            names = "--label-columns",
            paramLabel = "COLUMN",
            arity = "1..*",
            description = "Columns of 0 and 1, one for each label and named like it, instead of --labels.")
    private List<String> labelColumns;

    @Option(
            names = "--targets",
            paramLabel = "COLUMN",
            arity = "1..*",
            description = "Numeric columns with the values to predict for each row.")
    private List<String> targets;

    @Option(
            names = "--step-labels",
            paramLabel = "COLUMN",
            description = "The column with the label of each time step: a list, or a value per row in long format.")
    private String stepLabels;

    @Option(
            names = "--weight",
            paramLabel = "COLUMN",
            description = "The column with the weight of each training row, a finite number of at least 0. Default: "
                    + "all rows have the same weight.")
    private String weight;

    @Option(
            names = "--balanced",
            description = "All classes have the same total weight; only with --label. Default: off.")
    private boolean balanced;

    /** What a network learns. */
    enum Kind {
        CLASS("--label"),
        LABELS("--labels"),
        LABEL_COLUMNS("--label-columns"),
        VALUES("--targets"),
        STEP_LABELS("--step-labels");

        private final String option;

        Kind(String option) {
            this.option = option;
        }

        /** Says whether a row may have several labels. */
        boolean isOfSeveral() {
            return this == LABELS || this == LABEL_COLUMNS;
        }

        /** Returns the option that asks for it. */
        String option() {
            return option;
        }
    }

    /**
     * Returns what is learned.
     *
     * @throws WrongArgument if that is not exactly one thing
     */
    Kind kind() {
        var asked = new ArrayList<Kind>();
        add(asked, label, Kind.CLASS);
        add(asked, labels, Kind.LABELS);
        add(asked, labelColumns, Kind.LABEL_COLUMNS);
        add(asked, targets, Kind.VALUES);
        add(asked, stepLabels, Kind.STEP_LABELS);
        if (asked.isEmpty()) {
            throw new WrongArgument(
                    "Nothing to learn: set --label, --labels, --label-columns, --targets or --step-labels.");
        }
        if (asked.size() > 1) {
            throw new WrongArgument("%s and %s: a network learns one of them. Leave the other out."
                    .formatted(asked.get(0).option(), asked.get(1).option()));
        }
        return asked.get(0);
    }

    private static void add(List<Kind> asked, Object value, Kind kind) {
        if (value != null) {
            asked.add(kind);
        }
    }

    /**
     * Returns the columns with what is learned.
     *
     * @throws WrongArgument as {@link #kind} does
     */
    Learned learned() {
        return switch (kind()) {
            case CLASS -> new Learned.Label(label);
            case LABELS -> new Learned.Labels(labels);
            case LABEL_COLUMNS -> new Learned.ZeroOne(labelColumns);
            case VALUES -> new Learned.Targets(targets);
            case STEP_LABELS -> new Learned.StepLabels(stepLabels);
        };
    }

    /**
     * Returns what the names of columns with predictions call it, as a learner in KNIME does.
     *
     * @throws WrongArgument as {@link #kind} does
     */
    String name() {
        return switch (kind()) {
            case CLASS -> label;
            case LABELS -> labels;
            case LABEL_COLUMNS -> "labels";
            case VALUES -> targets.size() == 1 ? targets.get(0) : "targets";
            case STEP_LABELS -> stepLabels;
        };
    }

    /** Makes sure that the class of images is learned, whatever it is called. */
    void learnImages() {
        if (label == null) {
            label = "label";
        }
    }

    /** Returns the column of weights, if there is one. */
    Optional<String> weight() {
        return Optional.ofNullable(weight);
    }

    /**
     * Returns how much each row counts.
     *
     * @throws WrongArgument if that is contradictory, or classes are to be balanced that are none
     */
    Weighting weighting() {
        if (balanced && weight != null) {
            throw new WrongArgument("--balanced and --weight: rows have one weight. Leave one of them out.");
        }
        if (balanced && kind() != Kind.CLASS) {
            throw new WrongArgument("--balanced: balanced weights require one class per row, but %s is set."
                    .formatted(kind().option()));
        }
        return balanced ? Weighting.BALANCED : weight != null ? Weighting.GIVEN : Weighting.EQUAL;
    }
}
