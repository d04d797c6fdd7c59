package org.knime.core.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;
import org.knime.core.node.util.CheckUtils;

/** The columns of a table. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    /** Parts of names by which a class column is guessed, the likeliest first. */
    public static final String[] CLASS_COLUMN_NAMES = {"class", "target", "klasse", "ziel"};

    private static final String COLUMN = "column_spec_";

    private static final String COLUMN_COUNT = "number_columns";

    private static final String PROPERTIES = "spec_properties";

    private static final String NAME = "spec_name";

    private static final String DEFAULT_NAME = "default";

    private final String name;

    private final List<DataColumnSpec> columns;

    private final Map<String, Integer> indices = new HashMap<>();

    private final Map<String, String> properties;

    /** Writes a spec as one XML file. */
    public static final class Serializer extends PortObjectSpecSerializer<DataTableSpec> {

        private static final String FILE = "spec.xml";

        @Override
        public DataTableSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            ZipEntry entry = in.getNextEntry();
            if (entry == null || !FILE.equals(entry.getName())) {
                throw new IOException("Expected zip entry '" + FILE + "', got " + entry + ".");
            }
            try {
                return load(ModelContent.loadFromXML(in));
            } catch (InvalidSettingsException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void savePortObjectSpec(final DataTableSpec spec, final PortObjectSpecZipOutputStream out)
                throws IOException {
            var content = new ModelContent(FILE);
            spec.save(content);
            out.putNextEntry(new ZipEntry(FILE));
            content.saveToXML(out);
        }
    }

    /** Makes a spec without columns. */
    public DataTableSpec() {
        this(DEFAULT_NAME);
    }

    /** Makes a spec of columns. */
    public DataTableSpec(final DataColumnSpec... colSpecs) {
        this(DEFAULT_NAME, colSpecs);
    }

    /** Makes a spec of the columns of two others. */
    public DataTableSpec(final DataTableSpec spec1, final DataTableSpec spec2) {
        this(joinedName(spec1.name, spec2.name), spec1, spec2);
    }

    /** Makes a named spec without columns. */
    public DataTableSpec(final String name) {
        this(name, new DataColumnSpec[0]);
    }

    /** Makes a named spec of columns. */
    public DataTableSpec(final String name, final DataColumnSpec... colSpecs) {
        this(name, Arrays.asList(colSpecs), Map.of());
    }

    /** Makes a named spec of the columns of two others. */
    public DataTableSpec(final String name, final DataTableSpec spec1, final DataTableSpec spec2) {
        this(name, Stream.concat(spec1.stream(), spec2.stream()).toArray(DataColumnSpec[]::new));
    }

    /** Makes a named spec of columns about which no more is known. */
    public DataTableSpec(final String name, final String[] names, final DataType[] types) {
        this(name, createColumnSpecs(names, types));
    }

    /** Makes a spec of columns about which no more is known. */
    public DataTableSpec(final String[] names, final DataType[] types) {
        this(NAME, names, types);
    }

    DataTableSpec(String name, List<DataColumnSpec> columns, Map<String, String> properties) {
        this.name = Objects.requireNonNullElse(name, DEFAULT_NAME);
        this.columns = List.copyOf(columns);
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        for (int i = 0; i < columns.size(); i++) {
            Integer before = indices.put(columns.get(i).getName(), i);
            if (before != null) {
                throw new IllegalArgumentException("Duplicate column name \""
                        + columns.get(i).getName() + "\" at positions " + before + " and " + i + ".");
            }
        }
    }

    private static String joinedName(String first, String second) {
        if (first.equals(DEFAULT_NAME)) {
            return second;
        }
        return second.equals(DEFAULT_NAME) ? first : first + "+" + second;
    }

    /** Makes columns about which no more is known. */
    public static final DataColumnSpec[] createColumnSpecs(final String[] names, final DataType[] types) {
        CheckUtils.checkArgument(names.length == types.length, "%d names for %d types.", names.length, types.length);
        var specs = new DataColumnSpec[names.length];
        for (int i = 0; i < names.length; i++) {
            specs[i] = new DataColumnSpecCreator(names[i], types[i]).createSpec();
        }
        return specs;
    }

    /** Tells whether there is a column of that name. */
    public boolean containsName(final String columnName) {
        return findColumnIndex(columnName) >= 0;
    }

    /** Returns a column's position, -1 if there is no such column. */
    public int findColumnIndex(final String columnName) {
        return indices.getOrDefault(columnName, -1);
    }

    /** Returns the columns' names in order. */
    public final String[] getColumnNames() {
        return columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /**
     * Returns a column.
     *
     * @throws IndexOutOfBoundsException if there are fewer columns
     */
    public DataColumnSpec getColumnSpec(final int index) {
        return columns.get(index);
    }

    /** Returns a column, {@code null} if there is none of that name. */
    public DataColumnSpec getColumnSpec(final String column) {
        int index = findColumnIndex(column);
        return index < 0 ? null : columns.get(index);
    }

    /** Returns the table's name. */
    public String getName() {
        return name;
    }

    /** Returns the number of columns. */
    public int getNumColumns() {
        return columns.size();
    }

    /** Returns notes about the table. */
    public Map<String, String> getProperties() {
        return properties;
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return columns.iterator();
    }

    /** Returns the columns in order. */
    public Stream<DataColumnSpec> stream() {
        return columns.stream();
    }

    /** Tells whether both have the same columns in order, the other's types being the same or wider. */
    public boolean isCompatibleWith(final DataTableSpec spec) {
        return agrees(spec, DataColumnSpec::isCompatibleWith);
    }

    /** Tells whether both have columns of the same names and types in order. */
    public boolean equalStructure(final DataTableSpec spec) {
        return agrees(spec, DataColumnSpec::equalStructure);
    }

    private boolean agrees(DataTableSpec other, BiPredicate<DataColumnSpec, DataColumnSpec> test) {
        if (other == null || other.columns.size() != columns.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!test.test(columns.get(i), other.columns.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(final Object other) {
        return this == other
                || other instanceof DataTableSpec spec
                        && name.equals(spec.name)
                        && columns.equals(spec.columns)
                        && properties.equals(spec.properties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(columns, properties);
    }

    /** Writes the spec. */
    public void save(final ConfigWO config) {
        config.addString(NAME, name);
        config.addInt(COLUMN_COUNT, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).save(config.addConfig(COLUMN + i));
        }
        if (!properties.isEmpty()) {
            var notes = config.addConfig(PROPERTIES);
            properties.forEach((key, value) -> {
                var note = notes.addConfig("prop-" + notes.keySet().size());
                note.addString("key", key);
                note.addString("value", value);
            });
        }
    }

    /** Reads a spec. */
    public static DataTableSpec load(final ConfigRO config) throws InvalidSettingsException {
        var columns = new ArrayList<DataColumnSpec>();
        int count = config.getInt(COLUMN_COUNT);
        for (int i = 0; i < count; i++) {
            columns.add(DataColumnSpec.load(config.getConfig(COLUMN + i)));
        }
        var properties = new LinkedHashMap<String, String>();
        if (config.containsKey(PROPERTIES)) {
            var notes = config.getConfig(PROPERTIES);
            for (String key : notes) {
                var note = notes.getConfig(key);
                properties.put(note.getString("key"), note.getString("value"));
            }
        }
        return new DataTableSpec(config.getString(NAME), columns, properties);
    }

    /** Returns the trimmed name, with {@code (#1)}, {@code (#2)} and so on if the spec has it already. */
    public static String getUniqueColumnName(final DataTableSpec spec, final String columnName) {
        String trimmed = columnName.trim();
        String unique = trimmed;
        for (int i = 1; spec.containsName(unique); i++) {
            unique = trimmed + " (#" + i + ")";
        }
        return unique;
    }
}
