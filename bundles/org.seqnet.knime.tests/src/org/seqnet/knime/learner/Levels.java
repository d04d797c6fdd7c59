package org.seqnet.knime.learner;

import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.Optional;
import java.util.Random;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorColumn;

/** Numbers to learn: sequences of three values have a mean in thousands, a last value in thousandths, and a count. */
public final class Levels {
    /** The shape of its sequences. */
    public static final SequenceShape SHAPE = new SequenceShape(3, 1);

    /** The columns of its table. */
    public static final DataTableSpec SPEC = new DataTableSpec(
            TensorColumn.ofSequences("sequence", Optional.of(SHAPE)),
            column("count", IntCell.TYPE),
            column("last", DoubleCell.TYPE),
            column("mean", DoubleCell.TYPE));

    private Levels() {}

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /** Returns a table with this many rows. */
    public static BufferedDataTable rows(int count, long seed) {
        return table(SPEC, cells(count, seed));
    }

    /** Returns the rows of such a table. */
    static DataCell[][] cells(int count, long seed) {
        var random = new Random(seed);
        var rows = new DataCell[count][];
        for (int i = 0; i < count; i++) {
            float first = random.nextFloat();
            float second = random.nextFloat();
            float third = random.nextFloat();
            rows[i] = row(
                    floats(Shape.of(3, 1), first, second, third),
                    new IntCell(Math.round(10 * first)),
                    new DoubleCell(0.001 * third),
                    new DoubleCell(5000 + 1000 * (first + second + third) / 3));
        }
        return rows;
    }

    /** Returns settings of a network that learns the mean in a moment. */
    public static LstmLearnerParameters parameters() {
        var parameters = LearnerRun.quick(new LstmLearnerParameters(), 0.02);
        parameters.architecture.layers = 1;
        parameters.architecture.hiddenUnits = 8;
        return parameters;
    }

    /** Returns settings of a network that learns these columns. */
    public static LstmLearnerParameters parameters(String... targets) {
        var parameters = parameters();
        parameters.data.labels = LabelFormat.VALUES;
        parameters.data.targetColumns = targets;
        return parameters;
    }

    /** Returns a network that has seen the table this many times, and learned these columns. */
    public static NetworkPortObject trained(BufferedDataTable table, int epochs, String... targets) throws Exception {
        var parameters = parameters(targets);
        parameters.training.epochs = epochs;
        return (NetworkPortObject) LearnerRun.of(parameters, table).object(0);
    }
}
