package org.seqnet.knime.label;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;

/** Labels as the cells of a column. A network names labels by the text of their cells. */
public final class LabelCells {
    private LabelCells() {}

    /** Returns what the labels of a column of this type are; of types that networks do not keep, their text is. */
    public static LabelType type(DataType column) {
        return Arrays.stream(LabelType.values())
                .filter(type -> type(type).equals(column))
                .findFirst()
                .orElse(LabelType.TEXT);
    }

    /** Returns the type of a column of such labels. */
    public static DataType type(LabelType labels) {
        return switch (labels) {
            case TEXT -> StringCell.TYPE;
            case INTEGER -> IntCell.TYPE;
            case LONG -> LongCell.TYPE;
            case BOOLEAN -> BooleanCell.TYPE;
        };
    }

    /** Returns a cell for each label, in their order. */
    public static List<DataCell> of(LabelDomain labels) {
        return labels.names().stream().map(name -> cell(name, labels.type())).toList();
    }

    private static DataCell cell(String name, LabelType type) {
        return switch (type) {
            case TEXT -> new StringCell(name);
            case INTEGER -> new IntCell(Integer.parseInt(name));
            case LONG -> new LongCell(Long.parseLong(name));
            case BOOLEAN -> BooleanCell.get(Boolean.parseBoolean(name));
        };
    }

    /** Returns the spec of a column of these labels: all are possible values, and those with an order have bounds. */
    public static DataColumnSpec column(String name, LabelDomain labels) {
        var type = type(labels.type());
        var column = new DataColumnSpecCreator(name, type);
        var cells = of(labels);
        var domain = new DataColumnDomainCreator(new LinkedHashSet<>(cells));
        if (labels.type() != LabelType.TEXT) {
            domain.setLowerBound(Collections.min(cells, type.getComparator()));
            domain.setUpperBound(Collections.max(cells, type.getComparator()));
        }
        column.setDomain(domain.createDomain());
        return column.createSpec();
    }
}
