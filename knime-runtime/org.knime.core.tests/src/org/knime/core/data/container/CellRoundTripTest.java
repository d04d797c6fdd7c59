package org.knime.core.data.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;

class CellRoundTripTest {

    private static DataContainer tableOf(DataCell cell) {
        var spec = new DataTableSpec(new String[] {"cell"}, new DataType[] {cell.getType()});
        var table = new DataContainer(spec, DataContainerSettings.builder().build());
        table.addRowToTable(new DefaultRow("Row0", cell));
        return table;
    }

    @Test
    void cell_that_its_serializer_changes_is_refused() {
        assertThatThrownBy(() -> tableOf(new ForgetfulCell(-3)))
                .isInstanceOf(DataContainerException.class)
                .hasMessage("CODING PROBLEM: org.knime.core.data.container.ForgetfulCell$Serializer wrote -3 and read"
                        + " 3, 0 bytes were left.");
    }

    @Test
    void cell_that_survives_is_taken() {
        assertThatCode(() -> tableOf(new ForgetfulCell(3))).doesNotThrowAnyException();
    }

    @Test
    void a_factory_that_is_registered_makes_cells_of_strings() {
        var factory = DataType.getType(ForgetfulCell.class).getCellFactory(null).orElseThrow();

        assertThat(((DataCellFactory.FromString) factory).createCell("-3")).isEqualTo(new ForgetfulCell(-3));
        assertThatThrownBy(() -> StringCell.TYPE.getCellFactory(null))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("The embedded runtime has no factory of org.knime.core.data.def.StringCell; use its "
                        + "constructor.");
    }

    @Test
    void lists_and_long_texts_survive() {
        var list = CollectionCellFactory.createListCell(
                List.of(new StringCell("a".repeat(100_000)), new MissingCell("none"), new DoubleCell(0.5)));
        assertThatCode(() -> tableOf(list)).doesNotThrowAnyException();
    }

    @Test
    void sets_survive_in_their_order_and_empty_ones_fit_a_column_of_any_sets() {
        var spec = new DataTableSpec(new String[] {"set"}, new DataType[] {SetCell.getCollectionType(StringCell.TYPE)});
        var table = new DataContainer(spec, DataContainerSettings.builder().build());
        table.addRowToTable(new DefaultRow(
                "Row0", CollectionCellFactory.createSetCell(List.of(new StringCell("b"), new StringCell("a")))));
        table.addRowToTable(new DefaultRow("Row1", CollectionCellFactory.createSetCell(List.of())));
        table.close();
        assertThat(table.getTable()).map(row -> row.getCell(0).toString()).containsExactly("[b, a]", "[]");
    }
}
