package org.seqnet.knime.learner;

import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorColumn;

/** A task with several labels that a tiny network learns at once: which bars are in an image of 6 x 6? */
public final class BarSets {
    private static final Shape SHAPE = Shape.of(6, 6);

    /** Images with a set of strings for each. */
    static final DataTableSpec SETS = spec(SetCell.getCollectionType(StringCell.TYPE));

    /** Images with two columns of 0 and 1. */
    static final DataTableSpec ZERO_ONE = zeroOne(IntCell.TYPE);

    private BarSets() {}

    /** Returns the columns of images and of collections of a type. */
    static DataTableSpec spec(DataType labels) {
        return new DataTableSpec(images(), column("labels", labels));
    }

    /** Returns the columns of images and of one number for each label. */
    static DataTableSpec zeroOne(DataType type) {
        return new DataTableSpec(images(), column("lying", type), column("upright", type));
    }

    static DataColumnSpec images() {
        return TensorColumn.of("image", SHAPE, ElementType.UNSIGNED_BYTE);
    }

    static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /** Returns a table with this many images: none, a lying bar, an upright one and both, in turn. */
    public static BufferedDataTable sets(int count) {
        return rows(SETS, count, BarSets::set);
    }

    /** Returns the same images with collections that a function makes of the labels. */
    static BufferedDataTable rows(DataTableSpec spec, int count, Function<List<String>, DataCell> labels) {
        return table(
                spec,
                IntStream.range(0, count)
                        .mapToObj(i -> row(image(i), labels.apply(labels(i))))
                        .toArray(DataCell[][]::new));
    }

    /** Returns the same images with two columns of what a function makes of 0 and 1. */
    static BufferedDataTable zeroOne(DataTableSpec spec, int count, IntFunction<DataCell> cell) {
        return table(
                spec,
                IntStream.range(0, count)
                        .mapToObj(i -> row(image(i), cell.apply(i % 4 % 2), cell.apply(i % 4 / 2)))
                        .toArray(DataCell[][]::new));
    }

    /** Returns a set of strings. */
    static DataCell set(List<String> labels) {
        return CollectionCellFactory.createSetCell(
                labels.stream().map(StringCell::new).toList());
    }

    /** Returns a set of strings. */
    static DataCell set(String... labels) {
        return set(List.of(labels));
    }

    private static List<String> labels(int number) {
        return switch (number % 4) {
            case 0 -> List.of();
            case 1 -> List.of("lying");
            case 2 -> List.of("upright");
            default -> List.of("upright", "lying");
        };
    }

    /** Returns one of the images. */
    static DataCell image(int number) {
        var values = new int[36];
        for (int step = 0; step < 6; step++) {
            if (number % 4 % 2 == 1) {
                values[number / 4 % 6 * 6 + step] = 2;
            }
            if (number % 4 / 2 == 1) {
                values[step * 6 + number / 24 % 6] = 2;
            }
        }
        return bytes(SHAPE, values);
    }

    /** Returns a cell that holds the labels of an image as one text. */
    static DataCell text(List<String> labels) {
        return string(String.join("+", labels));
    }

    /** Returns settings of a network of independent labels that learns it in a moment. */
    static CnnLearnerParameters parameters(LabelFormat format) {
        var parameters = Bars.parameters();
        parameters.data.labels = format;
        parameters.data.zeroOneColumns = new String[] {"lying", "upright"};
        return parameters;
    }

    /** Returns settings of a network of label paths with the same encoder. */
    static CnnRnnLearnerParameters paths() {
        var parameters = LearnerRun.quick(new CnnRnnLearnerParameters(), 0.02);
        parameters.architecture = Bars.parameters().architecture;
        parameters.labelPath.embeddingSize = 6;
        parameters.labelPath.lstmUnits = 5;
        return parameters;
    }

    /** Returns a network of independent labels that has learned it. */
    public static NetworkPortObject trained() throws Exception {
        return trained(parameters(LabelFormat.COLLECTION));
    }

    /** Returns a network of label paths that has learned it. */
    public static NetworkPortObject trainedOnPaths() throws Exception {
        return trained(paths());
    }

    private static NetworkPortObject trained(LearnerParameters parameters) throws Exception {
        parameters.training.epochs = 30;
        return (NetworkPortObject) LearnerRun.of(parameters, sets(144)).object(0);
    }
}
