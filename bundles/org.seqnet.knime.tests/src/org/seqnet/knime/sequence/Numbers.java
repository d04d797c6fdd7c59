package org.seqnet.knime.sequence;

import static org.seqnet.knime.sequence.Reshaped.column;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;

/** The ways in which the numbers of a sequence come to the Sequence Reshaper. */
enum Numbers {
    COLUMNS(Input.COLUMNS),
    LISTS(Input.LISTS),
    VECTORS(Input.LISTS),
    LONG_FORMAT(Input.LONG_FORMAT),
    WINDOWS(Input.WINDOWS),
    DOUBLES(Input.TENSORS);

    private final Input input;

    Numbers(Input input) {
        this.input = input;
    }

    /** Returns settings that do not scale; the sequences have so many steps and features. */
    SequenceReshaperParameters parameters(int steps, int features) {
        var parameters = Reshaped.parameters(input);
        parameters.groupColumn = "0";
        parameters.sortSteps = false;
        parameters.windowLength = steps;
        parameters.windowStride = steps;
        parameters.featuresPerStep = features;
        parameters.numericColumns = names(1, input == Input.COLUMNS ? steps * features : features);
        return parameters;
    }

    /** Returns a table of these sequences, each step after step, all of one length. */
    BufferedDataTable table(int features, double[]... sequences) throws Exception {
        var shape = Shape.of(sequences[0].length / features, features);
        return switch (this) {
            case COLUMNS -> Tables.table(spec(sequences[0].length), rows(sequences[0].length, sequences));
            case LONG_FORMAT, WINDOWS -> Tables.table(spec(features), rows(features, sequences));
            case LISTS -> table(column("list", ListCell.getCollectionType(DoubleCell.TYPE)), Numbers::list, sequences);
            case VECTORS -> table(
                    column("vector", DoubleVectorCellFactory.TYPE), DoubleVectorCellFactory::createCell, sequences);
            case DOUBLES -> table(
                    TensorColumn.unknown("tensor"),
                    values -> new TensorCell(Tensor.ofDoubles(shape, values)),
                    sequences);
        };
    }

    /** What puts a sequence into one cell. */
    private interface Cells {
        DataCell of(double[] values);
    }

    private static DataCell list(double[] values) {
        return CollectionCellFactory.createListCell(
                Arrays.stream(values).mapToObj(DoubleCell::new).toList());
    }

    private static BufferedDataTable table(DataColumnSpec spec, Cells cells, double[]... sequences) throws Exception {
        return Tables.table(
                new DataTableSpec(spec),
                Arrays.stream(sequences)
                        .map(values -> new DataCell[] {cells.of(values)})
                        .toArray(DataCell[][]::new));
    }

    /** Returns a column of the sequences' numbers, and the columns of values. */
    private static DataTableSpec spec(int values) {
        return new DataTableSpec(IntStream.rangeClosed(0, values)
                .mapToObj(i -> column(Integer.toString(i), i == 0 ? LongCell.TYPE : DoubleCell.TYPE))
                .toArray(DataColumnSpec[]::new));
    }

    private static String[] names(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private static DataCell[][] rows(int valuesPerRow, double[]... sequences) {
        return IntStream.range(0, sequences.length)
                .boxed()
                .flatMap(n -> IntStream.range(0, sequences[n].length / valuesPerRow)
                        .mapToObj(row ->
                                row(n, Arrays.copyOfRange(sequences[n], row * valuesPerRow, (row + 1) * valuesPerRow))))
                .toArray(DataCell[][]::new);
    }

    private static DataCell[] row(int sequence, double[] values) {
        var cells = new DataCell[values.length + 1];
        cells[0] = new LongCell(sequence);
        for (int i = 0; i < values.length; i++) {
            cells[i + 1] = new DoubleCell(values[i]);
        }
        return cells;
    }
}
