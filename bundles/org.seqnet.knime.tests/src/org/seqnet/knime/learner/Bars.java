package org.seqnet.knime.learner;

import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.tensor.TensorColumn;

/** A task that a tiny convolutional network learns at once: is the bar in an image of 6 x 6 lying or upright? */
public final class Bars {
    /** Grey images. */
    public static final Shape GREY = Shape.of(6, 6);
    /** The same in three colours, all channels of a pixel together. */
    public static final Shape COLOUR = Shape.of(6, 6, 3);
    /** Images in colour as the Sequence Reshaper makes sequences of them. */
    public static final Shape COLOUR_ROWS = Shape.of(6, 18);

    private Bars() {}

    /** Returns the columns of a table of such images. */
    public static DataTableSpec spec(Shape shape) {
        return spec(TensorColumn.of("image", shape, ElementType.UNSIGNED_BYTE));
    }

    /** Returns the columns of a table of images of which the spec tells nothing. */
    public static DataTableSpec unknown() {
        return spec(TensorColumn.unknown("image"));
    }

    private static DataTableSpec spec(DataColumnSpec images) {
        return new DataTableSpec(images, strings("label", "lying", "upright"));
    }

    /** Returns a table with this many images, lying and upright in turn. */
    public static BufferedDataTable rows(Shape shape, int count) {
        return rows(spec(shape), shape, count);
    }

    static BufferedDataTable rows(DataTableSpec spec, Shape shape, int count) {
        var rows = new DataCell[count][];
        for (int i = 0; i < count; i++) {
            boolean upright = i % 2 == 1;
            rows[i] = row(image(shape, i / 2, upright), string(upright ? "upright" : "lying"));
        }
        return table(spec, rows);
    }

    /** Each number is another image: the bar's place changes, and where there are colours, its colour. */
    private static DataCell image(Shape shape, int number, boolean upright) {
        int channels = (int) (shape.elements() / 36);
        int place = number % 6;
        var values = new int[36 * channels];
        for (int step = 0; step < 6; step++) {
            int pixel = upright ? step * 6 + place : place * 6 + step;
            values[pixel * channels + number / 6 % channels] = 2;
        }
        return bytes(shape, values);
    }

    /** Returns settings of a network that learns it in a moment. */
    public static CnnLearnerParameters parameters() {
        var parameters = LearnerRun.quick(new CnnLearnerParameters(), 0.02);
        var block = new ConvolutionBlockParameters();
        block.filters = 4;
        block.dropout = 0;
        parameters.architecture.blocks = new ConvolutionBlockParameters[] {block};
        parameters.architecture.denseUnits = 8;
        parameters.architecture.denseDropout = 0;
        return parameters;
    }

    /** Returns the same with this number of channels set. */
    public static CnnLearnerParameters parameters(int channels) {
        var parameters = parameters();
        parameters.architecture.channels = channels;
        return parameters;
    }

    /** Returns a network of these settings that has seen the table this many times. */
    public static PortObject trained(BufferedDataTable table, int epochs) throws Exception {
        var parameters = parameters();
        parameters.training.epochs = epochs;
        return LearnerRun.of(parameters, table).object(0);
    }
}
