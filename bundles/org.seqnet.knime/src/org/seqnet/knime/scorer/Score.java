package org.seqnet.knime.scorer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.metrics.ClassPrediction;
import org.seqnet.engine.metrics.ClassStatistics;
import org.seqnet.engine.metrics.ConfusionMatrix;

/**
 * What was counted.
 *
 * @param skipped how many rows could not be counted
 * @param mistakes some rows that were predicted wrong
 * @param prediction the rows, with the probabilities of the matrix's classes and after them of classes without rows
 * @param problem the first cell that holds no probability, in words, if there is one
 * @param cells in which cell of the matrix each row is; see {@link MatrixCells}
 */
record Score(
        ConfusionMatrix matrix,
        long skipped,
        Mistakes mistakes,
        ClassPrediction prediction,
        Optional<String> problem,
        BufferedDataTable cells) {

    /** Returns what the user should know of it. */
    Optional<String> warning() {
        return Stream.of(skippedWarning(), strangersWarning())
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + "\n" + other);
    }

    private Optional<String> skippedWarning() {
        return skipped == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d rows were skipped because the actual or the predicted class is missing.",
                        skipped,
                        skipped + matrix.total()));
    }

    /** Tells classes that are written in two ways, such as 1 and 1.0, from predictions that are all wrong. */
    private Optional<String> strangersWarning() {
        var actual = classes(figures -> figures.truePositives() + figures.falseNegatives());
        var predicted = classes(figures -> figures.truePositives() + figures.falsePositives());
        if (actual.size() < 2 || predicted.size() < 2 || actual.stream().anyMatch(predicted::contains)) {
            return Optional.empty();
        }
        return Optional.of(("None of the predicted classes occurs among the actual classes; for example, '%s' is "
                        + "predicted and '%s' is actual. Select the column that was predicted, or "
                        + "use the same class names as in training.")
                .formatted(predicted.get(0), actual.get(0)));
    }

    private List<String> classes(ToLongFunction<ClassStatistics> rows) {
        return IntStream.range(0, matrix.domain().size())
                .filter(label -> rows.applyAsLong(matrix.statistics(label)) > 0)
                .mapToObj(matrix.domain()::name)
                .toList();
    }
}
