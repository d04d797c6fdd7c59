package org.knime.core.data.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.NodeSettings;

class SetCellTest {

    private static SetCell setOf(String... texts) {
        return CollectionCellFactory.createSetCell(
                Stream.of(texts).map(StringCell::new).toList());
    }

    @Test
    void equal_cells_are_kept_once_and_in_the_order_in_which_they_came() {
        var set = setOf("shoe", "bag", "shoe");
        assertThat(set).containsExactly(new StringCell("shoe"), new StringCell("bag"));
        assertThat(set.size()).isEqualTo(2);
        assertThat(set).hasToString("[shoe, bag]");
    }

    @Test
    void it_knows_what_it_contains() {
        assertThat(setOf("shoe", "bag").contains(new StringCell("bag"))).isTrue();
        assertThat(setOf("shoe", "bag").contains(new StringCell("hat"))).isFalse();
        assertThat(setOf("shoe", "bag").contains(DataType.getMissingCell())).isFalse();
    }

    @Test
    void sets_are_equal_in_any_order_and_never_equal_lists() {
        assertThat(setOf("shoe", "bag")).isEqualTo(setOf("bag", "shoe")).hasSameHashCodeAs(setOf("bag", "shoe"));
        assertThat(setOf("shoe")).isNotEqualTo(setOf("bag"));
        DataCell list = CollectionCellFactory.createListCell(List.of(new StringCell("shoe")));
        assertThat(setOf("shoe").equals(list)).isFalse();
    }

    @Test
    void element_type_is_what_the_cells_have_in_common() {
        assertThat(setOf("shoe").getType()).isEqualTo(SetCell.getCollectionType(StringCell.TYPE));
        assertThat(CollectionCellFactory.createSetCell(List.of(new IntCell(1), new DoubleCell(0.5)))
                        .getElementType())
                .isEqualTo(DoubleCell.TYPE);
        assertThat(CollectionCellFactory.createSetCell(List.of(DataType.getMissingCell(), new IntCell(1)))
                        .getElementType())
                .isEqualTo(IntCell.TYPE);
    }

    @Test
    void empty_collections_have_the_type_of_missing_cells_and_fit_every_column() {
        var missing = DataType.getMissingCell().getType();
        assertThat(setOf().getElementType()).isEqualTo(missing);
        assertThat(CollectionCellFactory.createListCell(List.of()).getElementType())
                .isEqualTo(missing);
        assertThat(SetCell.getCollectionType(StringCell.TYPE).isASuperTypeOf(setOf().getType()))
                .isTrue();
    }

    @Test
    void type_has_a_name_and_comes_back_from_settings() throws Exception {
        var type = SetCell.getCollectionType(StringCell.TYPE);
        assertThat(type).hasToString("Collection (Set) (Collection of: String)");
        var settings = new NodeSettings("type");
        type.save(settings);
        assertThat(DataType.load(settings)).isEqualTo(type);
    }

    @Test
    void elements_cannot_be_null_or_removed() {
        assertThatThrownBy(() -> CollectionCellFactory.createSetCell(Arrays.asList(new StringCell("shoe"), null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Collection element must not be null");
        var elements = setOf("shoe").iterator();
        elements.next();
        assertThatThrownBy(elements::remove).isInstanceOf(UnsupportedOperationException.class);
    }
}
