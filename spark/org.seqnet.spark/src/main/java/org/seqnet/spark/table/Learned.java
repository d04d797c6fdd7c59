package org.seqnet.spark.table;

import java.util.List;
import org.seqnet.engine.SeqNetException;

/** The columns with what a network learns to predict. */
public sealed interface Learned {
    /** None: the table is one to predict for. */
    record Nothing() implements Learned {}

    /** A column with the class of each sequence: texts, integers, booleans or numbers. */
    record Label(String column) implements Learned {}

    /** A column with an array of labels of each sequence; what an array has twice counts once. */
    record Labels(String column) implements Learned {}

    /** A column for each label, named like it: 1 or true if a sequence has the label, 0 or false if not. */
    record ZeroOne(List<String> columns) implements Learned {
        public ZeroOne {
            columns = some("Label columns", columns);
        }
    }

    /** A numeric column for each target. */
    record Targets(List<String> columns) implements Learned {
        public Targets {
            columns = some("Target columns", columns);
        }
    }

    /**
     * A column with the label of each time step if rows are time steps, else with an array of them; a label that is
     * missing is not known.
     */
    record StepLabels(String column) implements Learned {}

    private static List<String> some(String setting, List<String> columns) {
        if (columns.isEmpty()) {
            throw new SeqNetException("%s: no column is given. Enter at least one.".formatted(setting));
        }
        return List.copyOf(columns);
    }
}
