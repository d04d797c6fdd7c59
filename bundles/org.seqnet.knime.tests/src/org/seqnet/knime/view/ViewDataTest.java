package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.port.PortObject;
import org.seqnet.knime.Tables;

class ViewDataTest {
    private static final String UNREADABLE = "{\"view\":\"message\",\"text\":\"What the node kept for this view cannot "
            + "be read. Execute the node again.\"}";

    @Test
    void what_is_kept_comes_back() {
        var kept = ViewData.keep(new JsonObject().with("view", "training"), Tables.execution());

        assertThat(ViewData.of(new PortObject[] {kept})).isEqualTo("{\"view\":\"training\"}");
    }

    @Test
    void a_node_that_was_not_executed_says_so() {
        var message = "{\"view\":\"message\",\"text\":\"There is nothing to show yet. Execute the node.\"}";

        assertThat(ViewData.of(null)).isEqualTo(message);
        assertThat(ViewData.of(new PortObject[0])).isEqualTo(message);
    }

    @Test
    void what_is_something_else_is_a_message_too() {
        var other = table(new DataTableSpec(strings("other")), row(string("{}")));
        var empty = table(new DataTableSpec(strings("View")));
        var missing = table(new DataTableSpec(strings("View")), row(DataType.getMissingCell()));

        assertThat(ViewData.of(new PortObject[] {other})).isEqualTo(UNREADABLE);
        assertThat(ViewData.of(new PortObject[] {empty})).isEqualTo(UNREADABLE);
        assertThat(ViewData.of(new PortObject[] {missing})).isEqualTo(UNREADABLE);
        assertThat(ViewData.of(new PortObject[] {null})).isEqualTo(UNREADABLE);
    }
}
