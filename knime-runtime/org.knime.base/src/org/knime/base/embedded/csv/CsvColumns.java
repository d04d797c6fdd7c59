package org.knime.base.embedded.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knime.base.embedded.settings.Section;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;

/** The columns of a file: as its settings keep them, or as its rows suggest. */
record CsvColumns(List<String> names, List<ColumnKind> kinds) {
    /** Reads the columns that KNIME's dialog keeps when a user leaves it with OK; none of them may be changed. */
    static CsvColumns stored(Section stored, String path) throws InvalidSettingsException {
        stored.only("V4_4", "version");
        var files = stored.section("individual_specs");
        var file = files.section(path);
        files.requireAllRead();
        int count = file.whole("num_columns");
        var transformation = stored.section("table_transformation");
        var columns = transformation.section("columns");
        var found = new CsvColumns(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < count; i++) {
            found.add(file.section(Integer.toString(i)), columns.section(Integer.toString(i)), i);
        }
        file.requireAllRead();
        if (columns.whole("num_columns") != count) {
            throw columns.unsupported("num_columns", columns.whole("num_columns"), count);
        }
        columns.onlyCounting(count, "intersection_indices");
        columns.requireAllRead();
        transformation.only(false, "skip_empty_columns");
        transformation.ofNoEffect("enforce_types", "column_filter_mode", "unknown_columns_transformation");
        transformation.requireAllRead();
        stored.requireAllRead();
        return found;
    }

    private void add(Section inFile, Section inTable, int position) throws InvalidSettingsException {
        var kind = typed(inFile);
        var name = inFile.text("name");
        inFile.requireAllRead();
        var external = inTable.section("external_spec");
        external.only(name, "name");
        typed(external);
        external.requireAllRead();
        inTable.only(name, "name");
        inTable.only(true, "keep");
        if (inTable.whole("position") != position) {
            throw inTable.unsupported("position", inTable.whole("position"), position);
        }
        var production = inTable.section("production_path");
        production.only(kind.converter(), "_converter");
        inTable.requireAllRead();
        names.add(name);
        kinds.add(kind);
    }

    private static ColumnKind typed(Section column) throws InvalidSettingsException {
        column.ofNoEffect("has_type");
        var type = column.section("type");
        var className = type.text("class");
        type.requireAllRead();
        return ColumnKind.of(className).orElseThrow(() -> type.unsupported("class", className, "numbers and strings"));
    }

    /**
     * Guesses what columns hold: numbers if all values are, whole ones if all values are, strings otherwise.
     *
     * @param names the columns' names
     * @param rows the rows to look at; a missing value is {@code null}
     */
    static CsvColumns guess(List<String> names, Iterable<String[]> rows) {
        var kinds = new ColumnKind[names.size()];
        for (var row : rows) {
            for (int i = 0; i < kinds.length; i++) {
                if (row[i] != null) {
                    kinds[i] = ColumnKind.holding(row[i], kinds[i] == null ? ColumnKind.INTEGER : kinds[i]);
                }
            }
        }
        return new CsvColumns(
                names,
                Arrays.stream(kinds)
                        .map(kind -> kind == null ? ColumnKind.STRING : kind)
                        .toList());
    }

    DataTableSpec spec() {
        return new DataTableSpec(
                names.toArray(String[]::new),
                kinds.stream().map(ColumnKind::type).toArray(DataType[]::new));
    }
}
