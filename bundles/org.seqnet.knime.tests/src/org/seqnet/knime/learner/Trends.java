package org.seqnet.knime.learner;

import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorColumn;

/** A task of two features: does the second one fall or rise over 6 time steps? The first one is noise. */
public final class Trends {
    static final int STEPS = 6;

    /** What was done to its sequences. */
    public static final Preparation PREPARATION = Preparation.UNKNOWN
            .withFeatures(List.of("pressure", "strain"))
            .with("Layout", "rows as time steps")
            .with(Preparation.SCALING, Preparation.UNSCALED);

    private Trends() {}

    /** Returns the columns of its table, with what was done to the sequences. */
    public static DataTableSpec spec(Preparation preparation) {
        var sequences = TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(STEPS, 2)));
        return new DataTableSpec(
                strings("person"),
                TensorColumn.prepared(sequences, preparation),
                strings("label", "falling", "rising"));
    }

    /** Returns a table in one unit for both features. */
    public static BufferedDataTable rows(int count, long seed) {
        return rows(count, seed, 1, 1, 0);
    }

    /**
     * Returns a table with this many rows, falling and rising in turn, each four of one person.
     *
     * @param pressure the unit of the first feature
     * @param strain the unit of the second feature
     * @param gaps the share of values that are missing
     */
    public static BufferedDataTable rows(int count, long seed, double pressure, double strain, double gaps) {
        return rows(spec(PREPARATION), count, seed, pressure, strain, gaps);
    }

    static BufferedDataTable rows(
            DataTableSpec spec, int count, long seed, double pressure, double strain, double gaps) {
        var random = new Random(seed);
        var rows = new DataCell[count][];
        for (int i = 0; i < count; i++) {
            double slope = i % 2 == 0 ? -1 : 1;
            var values = new float[2 * STEPS];
            for (int step = 0; step < STEPS; step++) {
                values[2 * step] = (float) (pressure * (5 + random.nextGaussian()));
                values[2 * step + 1] =
                        (float) (strain * (2 + 0.5 * slope * (step - 2.5) + 0.3 * random.nextGaussian()));
            }
            for (int value = 0; value < values.length; value++) {
                values[value] = random.nextDouble() < gaps ? Float.NaN : values[value];
            }
            rows[i] = row(
                    string("person " + i / 4),
                    floats(Shape.of(STEPS, 2), values),
                    string(i % 2 == 0 ? "falling" : "rising"));
        }
        return table(spec, rows);
    }

    /** Returns a network with attention pooling that has seen the table this many times. */
    public static NetworkPortObject attending(BufferedDataTable table, int epochs) throws Exception {
        var parameters = Orders.parameters();
        parameters.training.epochs = epochs;
        parameters.architecture.pooling = TimePooling.ATTENTION;
        return (NetworkPortObject) LearnerRun.of(parameters, table).object(0);
    }

    /** Returns a network that has seen the table this many times. */
    public static NetworkPortObject trained(BufferedDataTable table, int epochs) throws Exception {
        var parameters = Orders.parameters();
        parameters.training.epochs = epochs;
        parameters.preprocessing.scaling = PreprocessingParameters.Scaling.STANDARDIZE;
        return (NetworkPortObject) LearnerRun.of(parameters, table).object(0);
    }
}
