package org.seqnet.knime.column;

import java.util.LinkedHashSet;
import java.util.Set;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;

/** Names for columns that are appended to a table: none is in the table, and none is given twice. */
public final class FreeNames {
    private final DataTableSpec table;
    private final Set<String> given = new LinkedHashSet<>();

    /** Starts without any name given for a table. */
    public FreeNames(DataTableSpec table) {
        this.table = table;
    }

    /** Returns the name that is asked for, or one like it. */
    public String like(String name) {
        var free = DataTableSpec.getUniqueColumnName(table, name);
        if (given.contains(free)) {
            free = DataTableSpec.getUniqueColumnName(new DataTableSpec(table, columns()), name);
        }
        given.add(free);
        return free;
    }

    private DataTableSpec columns() {
        return new DataTableSpec(given.stream()
                .map(name -> new DataColumnSpecCreator(name, StringCell.TYPE).createSpec())
                .toArray(DataColumnSpec[]::new));
    }
}
