package org.seqnet.spark.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.seqnet.spark.data.Known;

/** Reads what is known of a row. */
interface KnownReader extends Serializable {
    /** The columns that are read. */
    List<Cell> cells();

    /**
     * Returns what is known of a row.
     *
     * @throws BadRowException if it is missing, or cannot be learned
     */
    Known read(Row row) throws BadRowException;

    /**
     * Finds the columns.
     *
     * @param areSteps whether rows are time steps
     * @throws org.seqnet.engine.SeqNetException if a column is not there, or cannot hold what is learned
     */
    static KnownReader of(Learned learned, Selection selection, boolean areSteps) {
        if (learned instanceof Learned.Label label) {
            return new OfClass(selection.text("Label column", label.column()));
        }
        if (learned instanceof Learned.Labels labels) {
            return new OfLabels(selection.labels("Labels column", labels.column()));
        }
        if (learned instanceof Learned.ZeroOne labels) {
            var names = selection.expanded("Label columns", labels.columns());
            return new OfZeroOne(List.copyOf(selection.numbers("Label columns", names)));
        }
        if (learned instanceof Learned.Targets targets) {
            var names = selection.expanded("Target columns", targets.columns());
            return new OfTargets(List.copyOf(selection.numbers("Target columns", names)));
        }
        if (learned instanceof Learned.StepLabels steps) {
            var setting = "Step label column";
            return areSteps
                    ? new OfStep(selection.text(setting, steps.column()))
                    : new OfSteps(selection.labels(setting, steps.column()));
        }
        return new OfNothing();
    }

    /** Reads nothing. */
    record OfNothing() implements KnownReader {
        @Override
        public List<Cell> cells() {
            return List.of();
        }

        @Override
        public Known read(Row row) {
            return Known.NOTHING;
        }
    }

    /** Reads a class. */
    record OfClass(Cell cell) implements KnownReader {
        @Override
        public List<Cell> cells() {
            return List.of(cell);
        }

        @Override
        public Known read(Row row) throws BadRowException {
            return new Known.Label(cell.text(row)
                    .orElseThrow(() -> new BadRowException("the label in %s is missing.".formatted(cell.place()))));
        }
    }

    /** Reads an array of labels. */
    record OfLabels(Cell cell) implements KnownReader {
        @Override
        public List<Cell> cells() {
            return List.of(cell);
        }

        @Override
        public Known read(Row row) throws BadRowException {
            if (cell.isMissing(row)) {
                throw new BadRowException("the labels in %s are missing.".formatted(cell.place()));
            }
            List<String> labels = row.getList(cell.index());
            if (labels.stream().anyMatch(Objects::isNull)) {
                throw new BadRowException("a label of the array in %s is missing.".formatted(cell.place()));
            }
            return new Known.Labels(List.copyOf(new LinkedHashSet<>(labels)));
        }
    }

    /** Reads a column of 0 and 1 for each label. */
    record OfZeroOne(List<Cell> cells) implements KnownReader {
        @Override
        public Known read(Row row) throws BadRowException {
            var labels = new ArrayList<String>();
            for (var cell : cells) {
                double value = cell.number(row);
                if (Double.isNaN(value)) {
                    throw new BadRowException("the value in %s is missing.".formatted(cell.place()));
                }
                if (value != 0 && value != 1) {
                    throw new BadRowException("%s contains %s, but 0 or 1 is required.".formatted(cell.place(), value));
                }
                if (value == 1) {
                    labels.add(cell.name());
                }
            }
            return new Known.Labels(labels);
        }
    }

    /** Reads target values, of which some may be missing. */
    record OfTargets(List<Cell> cells) implements KnownReader {
        @Override
        public Known read(Row row) throws BadRowException {
            var values = new ArrayList<Double>();
            for (var cell : cells) {
                double value = cell.number(row);
                if (Double.isInfinite(value)) {
                    throw new BadRowException(
                            "the target value in %s is %s, not a finite number.".formatted(cell.place(), value));
                }
                values.add(value);
            }
            if (values.stream().allMatch(value -> value.isNaN())) {
                throw new BadRowException(
                        cells.size() == 1
                                ? "the target value in %s is missing."
                                        .formatted(cells.get(0).place())
                                : "all target values are missing.");
            }
            return new Known.Values(values);
        }
    }

    /** Reads the label of a time step, which may be missing. */
    record OfStep(Cell cell) implements KnownReader {
        @Override
        public List<Cell> cells() {
            return List.of(cell);
        }

        @Override
        public Known read(Row row) {
            return new Known.StepLabels(List.of(cell.text(row).orElse("")));
        }
    }

    /** Reads an array of the labels of all time steps, of which some may be missing. */
    record OfSteps(Cell cell) implements KnownReader {
        @Override
        public List<Cell> cells() {
            return List.of(cell);
        }

        @Override
        public Known read(Row row) throws BadRowException {
            if (cell.isMissing(row)) {
                throw new BadRowException("the labels in %s are missing.".formatted(cell.place()));
            }
            List<String> labels = row.getList(cell.index());
            return new Known.StepLabels(
                    labels.stream().map(label -> label == null ? "" : label).toList());
        }
    }
}
