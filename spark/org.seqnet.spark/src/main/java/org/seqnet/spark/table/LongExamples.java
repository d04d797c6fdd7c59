package org.seqnet.spark.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.StepCollector;
import org.seqnet.spark.data.Known;
import org.seqnet.spark.data.NumberText;

/** Makes one sequence of the rows of each group. */
record LongExamples(StepReader steps, ExampleReader examples, Added added) implements GroupExamples {
    LongExamples(StepReader steps, ExampleReader examples, int columns) {
        this(steps, examples, new Added(columns));
    }

    @Override
    public Iterator<Found> of(Iterator<Row> rows) {
        return new Groups(rows);
    }

    /** The columns of which all rows of a group have the same value, or none. */
    private List<Cell> constants() {
        var known = examples.known() instanceof KnownReader.OfStep
                ? List.<Cell>of()
                : examples.known().cells();
        return Stream.of(known, examples.weights(), examples.groups())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private final class Groups implements Iterator<Found> {
        private final Iterator<Row> rows;
        private final List<Cell> constants = constants();
        private Row ahead;
        private Found next;

        Groups(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (next == null && (ahead != null || rows.hasNext())) {
                next = group();
            }
            return next != null;
        }

        @Override
        public Found next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var found = next;
            next = null;
            return found;
        }

        /** Reads the rows of a group; {@code null} if none of them is a time step. */
        private Found group() {
            var first = ahead != null ? ahead : rows.next();
            var group = new Group(first, constants);
            group.add(first);
            ahead = null;
            while (rows.hasNext()) {
                var row = rows.next();
                if (!added.group(row).equals(group.name)) {
                    ahead = row;
                    break;
                }
                group.add(row);
            }
            return group.found();
        }
    }

    /** The rows of a group so far. */
    private final class Group {
        private final String name;
        private final List<Cell> constants;
        private final Object[] kept;
        private final StepCollector<Boolean> values =
                new StepCollector<>(steps.features().size(), (one, other) -> 0);
        private final List<String> stepLabels = new ArrayList<>();
        private long firstStep = Long.MAX_VALUE;
        private String time = "";
        private String problem = "";

        Group(Row first, List<Cell> constants) {
            name = added.group(first);
            this.constants = constants;
            kept = new Object[added.columns()];
        }

        void add(Row row) {
            if (!problem.isEmpty()) {
                firstStep = added.isStep(row) ? Math.min(firstStep, added.number(row)) : firstStep;
                return; // the rest of a group that cannot be used
            }
            constants.forEach(cell -> keep(cell, row));
            if (added.isStep(row)) {
                firstStep = Math.min(firstStep, added.number(row));
                addStep(row);
            }
        }

        private void addStep(Row row) {
            var key = added.time(row);
            if (!time.isEmpty() && time.charAt(0) != key.charAt(0)) {
                problem = "%s contains both %s and %s, which cannot be compared."
                        .formatted(steps.order().get(0).place(), SortKey.kind(time), SortKey.kind(key));
            }
            time = key;
            try {
                values.add(true, steps.values(row));
                if (examples.known() instanceof KnownReader.OfStep label) {
                    stepLabels.addAll(((Known.StepLabels) label.read(row)).names());
                }
            } catch (BadRowException | SeqNetException e) {
                problem = e.getMessage();
            }
        }

        /** A missing value contradicts no other, and any other replaces it. */
        private void keep(Cell cell, Row row) {
            var found = row.get(cell.index());
            if (isMissing(cell, row)) {
                return;
            }
            var before = kept[cell.index()];
            if (before == null) {
                kept[cell.index()] = found;
            } else if (!areEqual(cell, before, found)) {
                problem = "%s contains both %s and %s; all rows of a group must have the same value."
                        .formatted(cell.place(), Quoted.of(before.toString()), Quoted.of(found.toString()));
            }
        }

        private boolean isMissing(Cell cell, Row row) {
            return cell.text(row).isEmpty()
                    || isNumber(cell) && NumberText.parse(cell.text(row).get()).equals(OptionalDouble.of(Double.NaN));
        }

        /** Of numbers, texts such as 1 and 1.0 are equal; of labels, they are not. */
        private boolean areEqual(Cell cell, Object one, Object other) {
            if (one.equals(other) || !isNumber(cell)) {
                return one.equals(other);
            }
            var number = NumberText.parse(one.toString());
            return number.isPresent() && number.equals(NumberText.parse(other.toString()));
        }

        private boolean isNumber(Cell cell) {
            var known = examples.known();
            boolean areNumbers = known instanceof KnownReader.OfTargets || known instanceof KnownReader.OfZeroOne;
            return examples.weights().contains(cell)
                    || areNumbers && known.cells().contains(cell);
        }

        Found found() {
            if (firstStep == Long.MAX_VALUE) {
                return null;
            }
            var words = "Group " + Quoted.of(name);
            if (!problem.isEmpty()) {
                return Found.bad(firstStep, words + ": " + problem);
            }
            try {
                var row = RowFactory.create(kept);
                var tensor = values.build();
                var sequence = SequenceReader.of(tensor, i -> "time step %d"
                        .formatted(i / steps.features().size() + 1));
                var known = examples.known() instanceof KnownReader.OfStep
                        ? new Known.StepLabels(stepLabels)
                        : examples.known().read(row);
                return Found.of(firstStep, examples.with(known, words, sequence, row));
            } catch (BadRowException e) {
                return Found.bad(firstStep, words + ": " + e.getMessage());
            }
        }
    }
}
