package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** What a learner takes for a label, and what becomes of its type. */
class LabelsTest {
    private final LstmLearnerParameters parameters = Orders.parameters();

    @ParameterizedTest
    @EnumSource
    void the_spec_and_the_network_tell_the_type_of_the_labels(LabelType type) throws Exception {
        var cells = cells(type);
        var declared = table(labels(cells[0].getType()), 20, cells);

        assertThat(trained(declared).labels().type()).isEqualTo(type);
        assertThat(trained(declared).labels().names())
                .containsExactlyInAnyOrder(cells[0].toString(), cells[1].toString());
        if (declared.getDataTableSpec().getColumnSpec(1).getDomain().hasValues()) {
            assertThat(configured(declared.getDataTableSpec()).labels())
                    .contains(trained(declared).labels());
        }
    }

    private static DataCell[] cells(LabelType type) {
        return switch (type) {
            case TEXT -> row(string("3"), string("1"));
            case INTEGER -> row(new IntCell(3), new IntCell(1));
            case LONG -> row(new LongCell(3), new LongCell(1));
            case BOOLEAN -> row(BooleanCell.TRUE, BooleanCell.FALSE);
        };
    }

    @Test
    void a_network_is_trained_on_with_labels_of_another_type_if_their_text_is_the_same() throws Exception {
        var whole = table(labels(IntCell.TYPE), 20, new IntCell(3), new IntCell(1));
        var text = table(labels(StringCell.TYPE), 20, string("3"), string("1"));
        var network = LearnerRun.trained(whole, 1);

        assertThat(network.network().labels()).isEqualTo(new LabelDomain(List.of("1", "3"), LabelType.INTEGER));
        assertThat(configured(text.getDataTableSpec(), network.getSpec()).labels())
                .contains(LabelDomain.of("1", "3"));
        assertThat(trained(text, network).labels()).isEqualTo(LabelDomain.of("1", "3"));
        assertThat(trained(whole, new NetworkPortObject(trained(text, network))).labels())
                .isEqualTo(network.network().labels());
    }

    @Test
    void labels_stay_what_they_were_where_not_all_can_be_of_the_tables_type() throws Exception {
        var text = table(labels(StringCell.TYPE), 30, string("1"), string("2"), string("one"));
        var network = LearnerRun.trained(text, 1);
        var whole = table(labels(IntCell.TYPE), 20, new IntCell(1), new IntCell(2));

        assertThat(trained(whole, network).labels()).isEqualTo(network.network().labels());
    }

    @Test
    void whole_numbers_are_in_their_order_up_to_the_largest() throws Exception {
        var longs = row(new LongCell(Long.MAX_VALUE), new LongCell(9), new LongCell(Long.MIN_VALUE), new LongCell(10));

        assertThat(trained(table(labels(LongCell.TYPE), 20, longs)).labels().names())
                .containsExactly("-9223372036854775808", "9", "10", "9223372036854775807");
    }

    @Test
    void validation_rows_are_compared_by_the_text_of_their_labels() throws Exception {
        var whole = table(labels(IntCell.TYPE), 60, new IntCell(3), new IntCell(1));
        var text = table(labels(StringCell.TYPE), 10, string("3"), string("1"));
        parameters.training.epochs = 12;

        var run = LearnerRun.of(parameters, whole, text);

        assertThat(Tables.column(run.table(1), "Validation accuracy").get(11)).isEqualTo("1.0");
        assertThat(LearnerTest.network(run).labels().type()).isEqualTo(LabelType.INTEGER);
    }

    @Test
    void a_label_that_looks_like_a_missing_cell_is_a_label_and_a_missing_cell_is_none() throws Exception {
        var table = Tables.table(
                labels(StringCell.TYPE),
                row(Orders.falling(0)[0], string("?")),
                row(Orders.rising(0)[0], DataType.getMissingCell()),
                row(Orders.rising(1)[0], string("!")));

        var run = LearnerRun.of(parameters, table);

        assertThat(LearnerTest.network(run).labels().names()).containsExactlyInAnyOrder("?", "!");
        assertThat(run.warning())
                .contains("1 of the training table's 3 rows were skipped because their sequence or label is missing.");

        var missing = Tables.table(
                labels(StringCell.TYPE),
                row(Orders.falling(0)[0], string("!")),
                row(Orders.rising(0)[0], DataType.getMissingCell()));
        assertFails(
                () -> LearnerRun.of(parameters, missing),
                "Label column 'label': all 1 rows have the label '!'; at least two classes are required.",
                "Select another label column, or connect rows of at least two classes.");
    }

    @Test
    void blanks_around_a_label_belong_to_it_and_an_empty_one_is_one() throws Exception {
        var cells = row(string(" a"), string("a"), string("a "), string(""), string(" "));

        assertThat(trained(table(labels(StringCell.TYPE), 20, cells)).labels().names())
                .containsExactly(" a", "a", "a ", "", " ");
    }

    @Test
    void decimal_numbers_are_values_to_predict_rather_than_labels() throws Exception {
        var spec = labels(DoubleCell.TYPE);

        assertThat(configured(spec).head().isRegression()).isTrue();
        assertThat(parameters.data.labelColumn).isEqualTo("label");
        assertThat(configured(spec).head().isRegression()).isTrue();
    }

    private NetworkPortObjectSpec configured(PortObjectSpec... specs) throws Exception {
        var run = NodeRun.configuring(parameters, specs);
        LearnerNode.configure(run, run);
        return (NetworkPortObjectSpec) run.spec(0).orElseThrow();
    }

    private TrainedNetwork trained(PortObject... inputs) throws Exception {
        return LearnerTest.network(LearnerRun.of(parameters, inputs));
    }

    private static DataTableSpec labels(DataType type) {
        DataColumnSpec sequences = Orders.SPEC.getColumnSpec(0);
        return type.equals(StringCell.TYPE)
                ? new DataTableSpec(sequences, strings("label"))
                : new DataTableSpec(sequences, new DataColumnSpecCreator("label", type).createSpec());
    }

    /** Returns rows of the task with these labels in turn. */
    private static BufferedDataTable table(DataTableSpec spec, int count, DataCell... labels) {
        return Tables.table(
                spec,
                IntStream.range(0, count)
                        .mapToObj(i -> row(
                                (i % 2 == 0 ? Orders.falling(i / 2 % 2) : Orders.rising(i / 2 % 2))[0],
                                labels[i % labels.length]))
                        .toArray(DataCell[][]::new));
    }
}
