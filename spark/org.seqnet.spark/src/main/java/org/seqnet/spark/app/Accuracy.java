package org.seqnet.spark.app;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares predictions with what is right; rows in which one of both is missing do not count. */
final class Accuracy {
    private Accuracy() {}

    /**
     * Returns words such as {@code accuracy 0.9761 of 60,000 rows}.
     *
     * @param isNumeric whether values are predicted, and not classes
     */
    static String of(Dataset<Row> scored, String label, String prediction, boolean isNumeric) {
        var right = column(label);
        var predicted = column(prediction);
        return isNumeric
                ? determination(both(scored, number(label), number(prediction)), number(label), number(prediction))
                : share(both(scored, right, predicted), right.cast("string"), predicted.cast("string"));
    }

    private static Dataset<Row> both(Dataset<Row> scored, Column right, Column predicted) {
        return scored.where(right.isNotNull().and(predicted.isNotNull()));
    }

    /** Returns a column as numbers; a text that is none is missing. */
    private static Column number(String name) {
        return expr("try_cast(`" + name.replace("`", "``") + "` as double)");
    }

    private static Column column(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    private static String share(Dataset<Row> both, Column right, Column predicted) {
        var counts = both.agg(
                        count(lit(1)), sum(when(right.equalTo(predicted), 1).otherwise(0)))
                .first();
        long rows = counts.getLong(0);
        return rows == 0 ? nothing() : text("accuracy", (double) counts.getLong(1) / rows, rows);
    }

    /** Returns 1 - the sum of squared errors / that of the deviations from the mean. */
    private static String determination(Dataset<Row> both, Column right, Column predicted) {
        var first = both.agg(count(lit(1)), sum(right)).first();
        long rows = first.getLong(0);
        if (rows == 0) {
            return nothing();
        }
        double mean = first.getDouble(1) / rows;
        var error = predicted.minus(right);
        var deviation = right.minus(lit(mean));
        var sums = both.agg(sum(error.multiply(error)), sum(deviation.multiply(deviation)))
                .first();
        return text("R²", 1 - sums.getDouble(0) / sums.getDouble(1), rows);
    }

    private static String nothing() {
        return "accuracy unknown: no row has both a label and a prediction";
    }

    private static String text(String measure, double value, long rows) {
        return String.format(Locale.ROOT, "%s %.4f of %,d rows", measure, value, rows);
    }
}
