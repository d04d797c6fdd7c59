package org.seqnet.spark.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.SlidingWindow;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.spark.data.Known;

/** Makes one sequence of each window of the rows of a series. */
record WindowExamples(
        StepReader steps, ExampleReader examples, Added added, int length, int stride, Broadcast<Blocks> blocks)
        implements GroupExamples {
    WindowExamples(
            StepReader steps, ExampleReader examples, int columns, int length, int stride, Broadcast<Blocks> blocks) {
        this(steps, examples, new Added(columns), length, stride, blocks);
    }

    @Override
    public Iterator<Found> of(Iterator<Row> rows) {
        return new Windows(rows);
    }

    private final class Windows implements Iterator<Found> {
        private final Iterator<Row> rows;
        private final SlidingWindow window =
                new SlidingWindow(new SequenceShape(length, steps.features().size()), stride);
        private final Deque<String> stepLabels = new ArrayDeque<>();
        private String series;
        private String time = "";
        private Found next;

        Windows(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                next = add(rows.next());
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

        /** Returns what a row completes; {@code null} if nothing. */
        private Found add(Row row) {
            if (!added.group(row).equals(series)) {
                series = added.group(row);
                time = "";
                reset();
            }
            if (!added.isStep(row)) {
                reset(); // the steps before and after are not adjacent
                return null;
            }
            var key = added.time(row);
            if (!time.isEmpty() && time.charAt(0) != key.charAt(0)) {
                var before = time;
                reset();
                time = key;
                return bad(
                        row,
                        "%s contains both %s and %s, which cannot be compared."
                                .formatted(steps.order().get(0).place(), SortKey.kind(before), SortKey.kind(key)));
            }
            time = key;
            try {
                if (examples.known() instanceof KnownReader.OfStep label) {
                    if (stepLabels.size() == length) {
                        stepLabels.remove();
                    }
                    stepLabels.addAll(((Known.StepLabels) label.read(row)).names());
                }
                var complete = window.add(steps.values(row));
                return complete.isPresent() ? found(row, complete.get()) : null;
            } catch (BadRowException e) {
                return bad(row, e.getMessage());
            }
        }

        private void reset() {
            window.reset();
            stepLabels.clear();
        }

        private Found found(Row row, Tensor values) throws BadRowException {
            var sequence = SequenceReader.of(
                    values, i -> "time step %d".formatted(i / steps.features().size() + 1));
            var known = examples.known() instanceof KnownReader.OfStep
                    ? new Known.StepLabels(List.copyOf(stepLabels))
                    : examples.known().read(row);
            return Found.of(added.number(row), examples.with(known, name(row), sequence, row));
        }

        private Found bad(Row row, String problem) {
            return Found.bad(added.number(row), name(row) + ": " + problem);
        }

        private String name(Row row) {
            return "Window that ends at " + blocks.value().name(added.number(row))
                    + (steps.groups().isEmpty() ? "" : ", of series " + Quoted.of(series));
        }
    }
}
