package org.knime.base.embedded.csv;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

/** What a column holds. Each kind can hold all values of those before it. */
enum ColumnKind {
    INTEGER(
            Integer.class,
            IntCell.TYPE,
            "IntCell$IntCellFactory.create",
            value -> new IntCell(Integer.parseInt(value))),
    LONG(Long.class, LongCell.TYPE, "LongCell$LongCellFactory.create", value -> new LongCell(Long.parseLong(value))),
    DOUBLE(
            Double.class,
            DoubleCell.TYPE,
            "DoubleCell$DoubleCellFactory.create",
            value -> new DoubleCell(Double.parseDouble(value))),
    STRING(String.class, StringCell.TYPE, "StringCell$StringCellFactory.createCell", StringCell::new);

    private final Class<?> javaType;
    private final DataType type;
    private final String cellFactory;
    private final Function<String, DataCell> cells;

    ColumnKind(Class<?> javaType, DataType type, String cellFactory, Function<String, DataCell> cells) {
        this.javaType = javaType;
        this.type = type;
        this.cellFactory = cellFactory;
        this.cells = cells;
    }

    /** Returns the kind that settings name by its Java class. */
    static Optional<ColumnKind> of(String className) {
        return Arrays.stream(values())
                .filter(kind -> kind.javaType.getName().equals(className))
                .findFirst();
    }

    /** Returns the first kind from {@code first} on that can hold a value. */
    static ColumnKind holding(String value, ColumnKind first) {
        for (var kind = first; kind != STRING; kind = values()[kind.ordinal() + 1]) {
            try {
                kind.cell(value);
                return kind;
            } catch (NumberFormatException e) {
                // the next one may
            }
        }
        return STRING;
    }

    DataType type() {
        return type;
    }

    /** Returns how settings name the method that makes cells of this kind. */
    String converter() {
        return "org.knime.core.data.def." + cellFactory + "(class " + javaType.getName() + ")";
    }

    /** @throws NumberFormatException if this kind cannot hold the value */
    DataCell cell(String value) {
        return cells.apply(value);
    }
}
