package org.knime.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerException;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.util.DuplicateKeyException;

class TablesTest {

    private static final DataTableSpec SPEC =
            new DataTableSpec(new String[] {"x", "label"}, new DataType[] {DoubleCell.TYPE, StringCell.TYPE});

    private final DataContainer table =
            new DataContainer(SPEC, DataContainerSettings.builder().build());

    private static DataCell cell(String text) {
        return text == null ? DataType.getMissingCell() : new StringCell(text);
    }

    private static DataRow row(int number, double x, String label) {
        return new DefaultRow("Row" + number, new DoubleCell(x), cell(label));
    }

    private DataTableSpec closed() {
        table.close();
        return table.getTable().getDataTableSpec();
    }

    @Test
    void bounds_and_values_are_found_while_rows_are_added() {
        table.addRowToTable(row(0, 3, "odd"));
        table.addRowToTable(row(1, Double.NaN, "even"));
        table.addRowToTable(row(2, -1, null));
        table.addRowToTable(row(3, 2, "odd"));
        var spec = closed();
        var x = spec.getColumnSpec("x").getDomain();
        assertThat(x.getLowerBound()).isEqualTo(new DoubleCell(-1));
        assertThat(x.getUpperBound()).isEqualTo(new DoubleCell(3));
        assertThat(x.hasValues()).isFalse();
        var label = spec.getColumnSpec("label").getDomain();
        assertThat(label.getValues()).containsExactly(new StringCell("odd"), new StringCell("even"));
        assertThat(label.hasBounds()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"60, true", "61, false"})
    void more_than_sixty_values_are_not_listed(int values, boolean listed) {
        IntStream.range(0, values).forEach(i -> table.addRowToTable(row(i, i, "v" + i)));
        assertThat(closed().getColumnSpec("label").getDomain().hasValues()).isEqualTo(listed);
    }

    @ParameterizedTest
    @CsvSource({"true, 'seven,zero'", "false, 'zero'"})
    void known_values_are_kept_on_request(boolean initDomain, String expected) {
        var label = new DataColumnSpecCreator("label", StringCell.TYPE);
        label.setDomain(new DataColumnDomainCreator(new DataCell[] {new StringCell("seven")}).createDomain());
        var labels = new DataContainer(
                new DataTableSpec(label.createSpec()),
                DataContainerSettings.builder()
                        .withInitializedDomain(initDomain)
                        .build());
        labels.addRowToTable(new DefaultRow("Row0", new StringCell("zero")));
        labels.close();
        assertThat(labels.getTableSpec().getColumnSpec(0).getDomain().getValues())
                .extracting(DataCell::toString)
                .containsExactly(expected.split(","));
    }

    @Test
    void domains_stay_as_they_are_without_update() {
        var plain = new DataContainer(
                SPEC, DataContainerSettings.builder().withDomainUpdate(false).build());
        plain.addRowToTable(row(0, 3, "odd"));
        plain.close();
        assertThat(plain.getTableSpec()).isEqualTo(SPEC);
    }

    @Test
    void second_row_of_a_key_is_refused() {
        table.addRowToTable(row(7, 1, "a"));
        assertThatThrownBy(() -> table.addRowToTable(row(7, 2, "b")))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessage("Encountered duplicate row ID \"Row7\"");
    }

    @Test
    void row_of_another_width_is_refused() {
        assertThatThrownBy(() -> table.addRowToTable(new DefaultRow("Row0", new StringCell("a"))))
                .isInstanceOf(DataContainerException.class)
                .hasMessage("Cell count in row \"Row0\" is not equal to length of column names array: 1 vs. 2");
    }

    @Test
    void cell_of_another_type_is_refused() {
        var wrong = new DefaultRow("Row0", new StringCell("no number"), new StringCell("a"));
        assertThatThrownBy(() -> table.addRowToTable(wrong))
                .isInstanceOf(DataContainerException.class)
                .hasMessage("Runtime class of object \"no number\" (index 0) in row \"Row0\" is String and does not"
                        + " comply with its supposed superclass Number (Float)");
    }

    @Test
    void open_table_cannot_be_read() {
        assertThatThrownBy(table::getTable)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot get table: container is not closed.");
    }

    @Test
    void rows_come_back_in_order() {
        List<DataRow> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rows.add(row(i, i, "v" + i));
            table.addRowToTable(rows.get(i));
        }
        table.close();
        assertThat(table.getTable()).containsExactlyElementsOf(rows);
    }

    @Test
    void column_name_occurs_once_in_a_spec() {
        var column = SPEC.getColumnSpec("x");
        assertThatThrownBy(() -> new DataTableSpec(column, SPEC.getColumnSpec(1), column))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Duplicate column name \"x\" at positions 0 and 2.");
        assertThat(DataTableSpec.getUniqueColumnName(SPEC, " x ")).isEqualTo("x (#1)");
    }
}
