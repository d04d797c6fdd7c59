package org.knime.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes {@link DataTableSpec}s. */
public final class DataTableSpecCreator {

    private String name;

    private final List<DataColumnSpec> columns = new ArrayList<>();

    private final Map<String, String> properties = new LinkedHashMap<>();

    /** Starts with nothing. */
    public DataTableSpecCreator() {}

    /** Starts with a spec. */
    public DataTableSpecCreator(final DataTableSpec spec) {
        name = spec.getName();
        addColumns(spec);
        properties.putAll(spec.getProperties());
    }

    /** Appends columns. */
    public DataTableSpecCreator addColumns(final DataColumnSpec... specs) {
        columns.addAll(Arrays.asList(specs));
        return this;
    }

    /** Appends the columns of another spec. */
    public DataTableSpecCreator addColumns(final DataTableSpec spec) {
        spec.forEach(columns::add);
        return this;
    }

    /** Sets the table's name. */
    public DataTableSpecCreator setName(final String name) {
        this.name = name;
        return this;
    }

    /** Makes the spec. */
    public DataTableSpec createSpec() {
        return new DataTableSpec(name, columns, properties);
    }
}
