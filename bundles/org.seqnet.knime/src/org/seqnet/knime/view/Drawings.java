package org.seqnet.knime.view;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.tensor.Depiction;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorThumbnail;

/** The drawings of a column's tensors in a view: images as small pictures, sequences as curves. */
public final class Drawings {
    private final DataColumnSpec column;
    private final Curves curves;
    private final List<Curved> curved = new ArrayList<>();

    private record Curved(JsonObject item, int number) {}

    private Drawings(DataColumnSpec column, int mostTensors) {
        this.column = column;
        this.curves = new Curves(TensorColumn.preparation(column).features(), mostTensors);
    }

    /**
     * Returns drawings of no tensor yet.
     *
     * @param column the index of the tensors' column; -1 if the table has none
     * @param mostTensors how many will be added at most
     */
    public static Drawings of(DataTableSpec table, int column, int mostTensors) {
        return new Drawings(column < 0 ? TensorColumn.unknown("none") : table.getColumnSpec(column), mostTensors);
    }

    /** Adds the drawing of a tensor to the data of what it belongs to; of none, it adds nothing. */
    public JsonObject add(JsonObject item, Tensor tensor) {
        switch (tensor == null ? Depiction.NONE : Depiction.of(column, tensor)) {
            case PICTURE -> item.with("picture", TensorThumbnail.of(tensor));
            case CURVES -> curved.add(new Curved(item, curves.add(tensor)));
            case NONE -> {
                // the view shows it without a drawing
            }
        }
        return item;
    }

    /** Adds what all drawings have in common, and completes them, once all tensors have been added. */
    public JsonObject finish(JsonObject view) {
        curved.forEach(each -> each.item.with("curves", curves.json(each.number)));
        return curved.isEmpty() ? view : view.with("features", curves.features());
    }
}
