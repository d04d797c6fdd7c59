package org.seqnet.knime.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.NominalValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/** The first tensors of a table by class: images as small pictures, other sequences as lines. Reads few rows. */
public final class Gallery {
    /** After so many rows the classes of a shuffled table have shown themselves. */
    static final int MOST_ROWS_READ = 2000;

    static final int MOST_OF_A_CLASS = 6;
    /** With the largest of pictures, a few hundred kilobytes. */
    static final int MOST_TENSORS = 60;

    private final LinkedHashMap<String, List<JsonObject>> groups = new LinkedHashMap<>();
    private final HashSet<String> classes = new HashSet<>();
    private final Drawings drawings;
    private int tensors;

    private Gallery(Drawings drawings) {
        this.drawings = drawings;
    }

    /**
     * Returns the data of the view: the table's latest sequences, or if there are none, tensors, by the labels of its
     * last column that has some.
     */
    public static JsonObject of(BufferedDataTable table, ExecutionMonitor monitor) throws CanceledExecutionException {
        var spec = table.getDataTableSpec();
        var column = TensorColumn.preferred(spec);
        int tensor = spec.findColumnIndex(column);
        var label = labelColumn(spec);
        var gallery = new Gallery(Drawings.of(spec, tensor, MOST_TENSORS));
        label.ifPresent(index -> gallery.expect(spec.getColumnSpec(index)));
        long read = 0;
        try (var rows = table.iterator()) {
            while (rows.hasNext() && read < MOST_ROWS_READ) {
                monitor.checkCanceled();
                var row = rows.next();
                read++;
                if (tensor >= 0 && row.getCell(tensor) instanceof TensorValue value) {
                    var name = label.map(index -> name(row.getCell(index))).orElse("All rows");
                    gallery.add(name, row.getKey().getString(), value.tensor());
                }
            }
        }
        return gallery.view(column, table.size(), read);
    }

    private static Optional<Integer> labelColumn(DataTableSpec spec) {
        return Columns.last(spec, Columns.accepts(NominalValue.class)).map(spec::findColumnIndex);
    }

    /** Prepares for the classes that a column is known to have, so that they appear in its order. */
    private void expect(DataColumnSpec labels) {
        var values = labels.getDomain().getValues();
        if (values != null) {
            values.forEach(value -> groups.put(name(value), new ArrayList<>()));
        }
    }

    private static String name(DataCell label) {
        return label.isMissing() ? "No label" : label.toString();
    }

    private void add(String name, String row, Tensor tensor) {
        classes.add(name);
        var group = groups.computeIfAbsent(name, key -> new ArrayList<>());
        if (tensors < MOST_TENSORS && group.size() < MOST_OF_A_CLASS) {
            group.add(drawings.add(new JsonObject().withLabel("row", row), tensor));
            tensors++;
        }
    }

    private JsonObject view(String column, long rows, long read) {
        groups.values().removeIf(List::isEmpty);
        var shown = groups.entrySet().stream()
                .map(group -> new JsonObject().withLabel("name", group.getKey()).with("items", group.getValue()))
                .toList();
        var summary = String.format(Locale.ROOT, "%,d %s.", rows, rows == 1 ? "row" : "rows")
                + (groups.isEmpty()
                        ? " None has a tensor to display."
                        : " Up to " + MOST_OF_A_CLASS + " examples per class"
                                + (read < rows ? String.format(Locale.ROOT, ", from the first %,d rows.", read) : "."));
        var view = new JsonObject()
                .with("view", "gallery")
                .withLabel("title", column.isEmpty() ? "No tensors" : column)
                .with("summary", summary)
                .with("groups", shown)
                .with("moreClasses", classes.size() - groups.size());
        return drawings.finish(view);
    }
}
