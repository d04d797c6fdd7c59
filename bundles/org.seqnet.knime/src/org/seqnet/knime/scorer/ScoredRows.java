package org.seqnet.knime.scorer;

import java.util.Arrays;
import org.knime.core.data.DataRow;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.metrics.ClassPrediction;
import org.seqnet.engine.metrics.ConfusionMatrix;
import org.seqnet.engine.sequence.LabelDomain;

/** Collects what a scorer counts and measures while the rows of a table pass by. */
final class ScoredRows implements AutoCloseable {
    private final ConfusionMatrix.Counter counter;
    private final Mistakes mistakes;
    private final MatrixCells cells;
    private final RowProbabilities probabilities;
    private final int[] actual;
    private final int[] predicted;
    private int count;
    private long skipped;

    ScoredRows(ScoredColumns columns, LabelDomain domain, ProbabilityColumns found, int rows, ExecutionContext exec) {
        boolean selected = columns.probabilities().source() == ProbabilitySource.SELECTED;
        this.counter = ConfusionMatrix.counting(domain);
        this.mistakes = new Mistakes(columns.spec(), columns.actual(), columns.predicted(), found);
        this.cells = new MatrixCells(exec);
        this.probabilities = new RowProbabilities(columns.spec(), found, selected, rows);
        this.actual = new int[rows];
        this.predicted = new int[rows];
    }

    void skip() {
        skipped++;
    }

    /** Looks at a row with the indices of both classes; {@code place} is its place in the table. */
    void add(DataRow row, long place, int actualClass, int predictedClass) throws KNIMEException {
        counter.add(actualClass, predictedClass);
        cells.add(row, actualClass, predictedClass);
        probabilities.add(count, row, place);
        if (actualClass != predictedClass) {
            mistakes.add(row, place, predictedClass);
        }
        actual[count] = actualClass;
        predicted[count] = predictedClass;
        count++;
    }

    Score score() {
        return new Score(
                counter.matrix(),
                skipped,
                mistakes,
                new ClassPrediction(
                        Arrays.copyOf(actual, count), Arrays.copyOf(predicted, count), probabilities.of(count)),
                probabilities.problem(),
                cells.table());
    }

    /** Lets go of what was collected, unless the score has it. */
    @Override
    public void close() {
        cells.table();
    }
}
