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

    /** Replaces a column. */
    public DataTableSpecCreator replaceColumn(final int index, final DataColumnSpec spec) {
        columns.set(index, spec);
        return this;
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

    /** Adds notes about the table. */
    public DataTableSpecCreator putProperties(final Map<String, String> map) {
        properties.putAll(map);
        return this;
    }

    /** Adds a note about the table. */
    public DataTableSpecCreator putProperty(final String key, final String value) {
        properties.put(key, value);
        return this;
    }

    /** Forgets what is known about the columns' values. */
    public DataTableSpecCreator dropAllDomains() {
        columns.replaceAll(column -> {
            var creator = new DataColumnSpecCreator(column);
            creator.setDomain(null);
            return creator.createSpec();
        });
        return this;
    }

    /** Removes all columns. */
    public DataTableSpecCreator dropAllColumns() {
        columns.clear();
        return this;
    }

    /** Makes the spec. */
    public DataTableSpec createSpec() {
        return new DataTableSpec(name, columns, properties);
    }
}
