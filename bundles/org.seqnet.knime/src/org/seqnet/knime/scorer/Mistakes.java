package org.seqnet.knime.scorer;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;
import org.seqnet.knime.view.Drawings;

/**
 * Collects the mistakes that were made with the most confidence while the rows of a table pass by; without columns of
 * probabilities, the first mistakes. Holds few rows, however long the table is.
 */
final class Mistakes {
    /** As many as a glance takes in. */
    static final int MOST = 24;

    private static final Comparator<Mistake> MOST_TELLING_FIRST =
            Comparator.comparingDouble(Mistake::known).reversed().thenComparingLong(Mistake::place);

    private final DataTableSpec spec;
    private final int actual;
    private final int predicted;
    private final int tensor;
    private final ProbabilityColumns probabilities;
    private final PriorityQueue<Mistake> kept = new PriorityQueue<>(MOST_TELLING_FIRST.reversed());

    Mistakes(DataTableSpec spec, int actual, int predicted, ProbabilityColumns probabilities) {
        this.spec = spec;
        this.actual = actual;
        this.predicted = predicted;
        this.tensor = TensorColumn.picture(spec);
        this.probabilities = probabilities;
    }

    /**
     * A row that was predicted wrong.
     *
     * @param row the row's key
     * @param confidence the probability of the predicted class; NaN if the table does not tell or it is infinite
     * @param tensor the row's tensor; null if it has none
     * @param place the row's place in the table
     */
    record Mistake(String row, String actual, String predicted, double confidence, Tensor tensor, long place) {
        private double known() {
            return Double.isNaN(confidence) ? -1 : confidence;
        }
    }

    /** Looks at a row that was predicted wrong, as the class of this index. */
    void add(DataRow row, long place, int predictedClass) {
        var label = row.getCell(predicted).toString();
        double confidence = confidence(row, predictedClass);
        var found = tensor >= 0 && row.getCell(tensor) instanceof TensorValue value ? value.tensor() : null;
        kept.add(
                new Mistake(row.getKey().getString(), row.getCell(actual).toString(), label, confidence, found, place));
        if (kept.size() > MOST) {
            kept.remove();
        }
    }

    private double confidence(DataRow row, int predictedClass) {
        return probabilities
                .column(predictedClass)
                .filter(column ->
                        row.getCell(column) instanceof DoubleValue value && Double.isFinite(value.getDoubleValue()))
                .map(column -> ((DoubleValue) row.getCell(column)).getDoubleValue())
                .orElse(Double.NaN);
    }

    /** Returns drawings of the mistakes' tensors, with none yet. */
    Drawings drawings() {
        return Drawings.of(spec, tensor, MOST);
    }

    /** Returns the mistakes, the most confident first. */
    List<Mistake> mostConfident() {
        return kept.stream().sorted(MOST_TELLING_FIRST).toList();
    }
}
