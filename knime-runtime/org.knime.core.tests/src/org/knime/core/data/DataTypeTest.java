package org.knime.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.NodeSettings;

class DataTypeTest {

    private static DataType common(DataType a, DataType b) {
        assertThat(DataType.getCommonSuperType(b, a)).isEqualTo(DataType.getCommonSuperType(a, b));
        return DataType.getCommonSuperType(a, b);
    }

    @Test
    void wider_number_is_the_super_type_of_narrower_ones() {
        assertThat(common(IntCell.TYPE, DoubleCell.TYPE)).isSameAs(DoubleCell.TYPE);
        assertThat(common(IntCell.TYPE, LongCell.TYPE)).isSameAs(LongCell.TYPE);
        assertThat(common(BooleanCell.TYPE, IntCell.TYPE)).isSameAs(IntCell.TYPE);
    }

    @Test
    void types_without_a_common_cell_share_their_values() {
        var type = common(BooleanCell.TYPE, StringCell.TYPE);
        assertThat(type.getCellClass()).isNull();
        assertThat(type.isCompatible(NominalValue.class)).isTrue();
        assertThat(type.isCompatible(StringValue.class)).isFalse();
    }

    @Test
    void missing_cell_fits_everywhere_and_decides_nothing() {
        var missing = DataType.getMissingCell().getType();
        assertThat(common(missing, IntCell.TYPE)).isSameAs(IntCell.TYPE);
        assertThat(StringCell.TYPE.isASuperTypeOf(missing)).isTrue();
        assertThat(missing.isASuperTypeOf(StringCell.TYPE)).isFalse();
    }

    @Test
    void missing_cells_are_equal_whatever_their_errors() {
        assertThat(new MissingCell("no file")).isEqualTo(DataType.getMissingCell());
        assertThat(new MissingCell("no file")).hasSameHashCodeAs(DataType.getMissingCell());
        assertThat(DataType.getMissingCell().equals(new StringCell("?"))).isFalse();
    }

    @Test
    void names_are_those_that_users_know() {
        assertThat(IntCell.TYPE).hasToString("Number (Integer)");
        assertThat(LongCell.TYPE).hasToString("Number (Long Integer)");
        assertThat(DoubleCell.TYPE).hasToString("Number (Float)");
        assertThat(StringCell.TYPE).hasToString("String");
        assertThat(BooleanCell.TYPE).hasToString("Boolean");
        assertThat(ListCell.getCollectionType(StringCell.TYPE))
                .hasToString("Collection (List) (Collection of: String)");
    }

    @Test
    void cells_are_ordered_by_value_with_missing_ones_first() {
        var order = IntCell.TYPE.getComparator();
        assertThat(order.compare(new IntCell(2), new IntCell(10))).isNegative();
        assertThat(order.compare(DataType.getMissingCell(), new IntCell(-1))).isNegative();
        assertThat(StringCell.TYPE.getComparator().compare(new StringCell("10"), new StringCell("2")))
                .isNegative();
    }

    @Test
    void type_comes_back_from_settings() throws Exception {
        for (var type : new DataType[] {
            IntCell.TYPE, ListCell.getCollectionType(DoubleCell.TYPE), common(BooleanCell.TYPE, StringCell.TYPE)
        }) {
            var settings = new NodeSettings("type");
            type.save(settings);
            assertThat(DataType.load(settings)).isEqualTo(type);
        }
    }
}
