package org.seqnet.knime.view;

import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorColumn;

/** Tables of sensor recordings of different lengths, with features in units of all sizes and missing values. */
final class Recordings {
    /** Acceleration, pressure in pascals, a temperature that never changes, current in amperes, and so on. */
    private static final double[] OFFSETS = {0, 101_325, 21, 0.002, -40, 7};

    private static final double[] SIZES = {9.81, 150, 0, 0.0004, 25, 1e6};

    /** Names as sensors have them: with units, alike in all but one character, from right to left, with an emoji. */
    private static final List<String> NAMES = List.of(
            "acceleration along the horizontal axis of the left front wheel bearing (m/s²), sensor 1",
            "acceleration along the horizontal axis of the left front wheel bearing (m/s²), sensor 2",
            "درجة حرارة المحرك",
            "👩‍🔧 current (A)");

    private Recordings() {}

    /** Returns such rows whose columns tell the names of the first features, which are long. */
    static BufferedDataTable named(int rows, int features, List<String> classes) {
        return table(rows, features, classes, new Preparation(NAMES, List.of()));
    }

    /** Returns rows with a recording, its class, a probability and a prediction that is sometimes wrong. */
    static BufferedDataTable table(int rows, int features, List<String> classes) {
        return table(rows, features, classes, Preparation.UNKNOWN);
    }

    private static BufferedDataTable table(int rows, int features, List<String> classes, Preparation preparation) {
        var labels = classes.toArray(String[]::new);
        var spec = new DataTableSpec(
                TensorColumn.prepared(TensorColumn.ofSequences("recording", Optional.empty()), preparation),
                strings("state", labels),
                new DataColumnSpecCreator("P (state=" + labels[0] + ")", DoubleCell.TYPE).createSpec(),
                strings("Prediction (state)", labels));
        return Tables.table(
                spec,
                IntStream.range(0, rows)
                        .mapToObj(i -> row(
                                recording(i, i % labels.length, features),
                                string(labels[i % labels.length]),
                                new DoubleCell(1.0 / (1 + i)),
                                string(labels[(i + (i % 3 == 0 ? 1 : 0)) % labels.length])))
                        .toArray(DataCell[][]::new));
    }

    /** Returns a recording; of its second feature, a fifth of the values are missing in one piece. */
    private static DataCell recording(int number, int kind, int features) {
        var random = new Random(number);
        int steps = 40 + 35 * (number % 7);
        var values = new float[steps * features];
        for (int step = 0; step < steps; step++) {
            for (int feature = 0; feature < features; feature++) {
                double turns = (1 + feature % 4 + kind) * step / 40.0 + number;
                double wave = Math.sin(turns) + 0.2 * random.nextGaussian();
                int unit = feature % OFFSETS.length;
                boolean missing = feature == 1 && step > steps * 2 / 5 && step < steps * 3 / 5;
                values[step * features + feature] = missing ? Float.NaN : (float) (OFFSETS[unit] + SIZES[unit] * wave);
            }
        }
        return floats(Shape.of(steps, features), values);
    }
}
