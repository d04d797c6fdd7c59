package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** Learners read any number of labels per row from a collection column or from 0/1 columns. */
class SeveralLabelsTest extends Learning<CnnLearnerParameters> {
    private static final LabelDomain LABELS = LabelDomain.of("lying", "upright");

    SeveralLabelsTest() {
        super(BarSets.parameters(LabelFormat.COLLECTION));
    }

    private void useColumns() {
        parameters.data.labels = LabelFormat.COLUMNS;
    }

    @Test
    void all_kinds_of_columns_give_the_same_network() throws Exception {
        var expected = network(execute(BarSets.sets(48)));
        var lists = BarSets.spec(ListCell.getCollectionType(StringCell.TYPE));
        var doubled = BarSets.rows(lists, 48, labels -> {
            var twice = new ArrayList<DataCell>();
            labels.forEach(label -> twice.add(new StringCell(label)));
            labels.forEach(label -> twice.add(new StringCell(label)));
            return CollectionCellFactory.createListCell(twice);
        });

        assertThat(expected.labels()).isEqualTo(LABELS);
        assertThat(network(execute(doubled)).parameters()).isEqualTo(expected.parameters());
        useColumns();
        var columns = List.of(
                BarSets.zeroOne(BarSets.zeroOne(IntCell.TYPE), 48, IntCell::new),
                BarSets.zeroOne(BarSets.zeroOne(LongCell.TYPE), 48, LongCell::new),
                BarSets.zeroOne(BarSets.zeroOne(DoubleCell.TYPE), 48, DoubleCell::new),
                BarSets.zeroOne(BarSets.zeroOne(BooleanCell.TYPE), 48, flag -> BooleanCell.get(flag == 1)));
        for (var table : columns) {
            var network = network(execute(table));
            assertThat(network.labels()).isEqualTo(LABELS);
            assertThat(network.parameters()).isEqualTo(expected.parameters());
        }
    }

    @Test
    void all_learners_learn_several_labels() throws Exception {
        parameters.training.epochs = 30;
        var lstm = LearnerRun.quick(new LstmLearnerParameters(), 0.02);
        lstm.data.labels = LabelFormat.COLLECTION;
        lstm.training.epochs = 40;
        var rnn = LearnerRun.quick(new RnnLearnerParameters(), 0.005);
        rnn.data.labels = LabelFormat.COLLECTION;
        rnn.training.epochs = 40;
        for (var learner : List.of(parameters, lstm, rnn)) {
            var run = LearnerRun.of(learner, BarSets.sets(144), BarSets.sets(48));

            var accuracies = Tables.column(run.table(1), "Validation accuracy");
            assertThat(Double.parseDouble(accuracies.get(accuracies.size() - 1)))
                    .as(network(run).architecture().title())
                    .isGreaterThan(0.95);
            assertThat(network(run).architecture().head()).isInstanceOf(IndependentLabels.class);
        }
    }

    @Test
    void thresholds_are_chosen_on_a_validation_table_and_are_one_half_without() throws Exception {
        var head = (IndependentLabels)
                network(execute(BarSets.sets(48))).architecture().head();
        assertThat(head.thresholds()).containsExactly(0.5f, 0.5f);

        var chosen = (IndependentLabels) network(execute(BarSets.sets(48), BarSets.sets(24)))
                .architecture()
                .head();

        assertThat(chosen.thresholds()).isNotEqualTo(head.thresholds());
    }

    @Test
    void the_spec_tells_the_labels_of_columns_but_not_of_collections() throws Exception {
        var shape = Optional.of(new SequenceShape(6, 6));
        var encoder = Bars.parameters().encoder();

        assertThat(configure(BarSets.SETS).spec(0))
                .contains(new NetworkPortObjectSpec(
                        encoder, HeadKind.INDEPENDENT_LABELS, "labels", shape, Optional.empty()));
        useColumns();
        assertThat(configure(BarSets.ZERO_ONE).spec(0))
                .contains(new NetworkPortObjectSpec(
                        encoder, HeadKind.INDEPENDENT_LABELS, "labels", shape, Optional.of(LABELS)));
        assertThat(execute(BarSets.zeroOne(BarSets.ZERO_ONE, 24, IntCell::new))
                        .object(0)
                        .getSpec())
                .isEqualTo(configure(BarSets.ZERO_ONE).spec(0).orElseThrow());
    }

    @Test
    void the_labels_of_columns_are_in_the_order_of_the_columns() throws Exception {
        useColumns();
        parameters.data.zeroOneColumns = new String[] {"upright", "lying"};

        assertThat(network(execute(BarSets.zeroOne(BarSets.ZERO_ONE, 24, IntCell::new)))
                        .labels()
                        .names())
                .containsExactly("upright", "lying");
    }

    @Test
    void integers_are_in_their_order_and_remain_integers() throws Exception {
        var integers = BarSets.rows(
                BarSets.spec(SetCell.getCollectionType(IntCell.TYPE)),
                24,
                labels -> CollectionCellFactory.createSetCell(labels.stream()
                        .map(label -> new IntCell(label.equals("lying") ? 10 : 9))
                        .toList()));

        assertThat(network(execute(integers)).labels())
                .isEqualTo(new LabelDomain(List.of("9", "10"), LabelType.INTEGER));
    }

    @Test
    void one_label_that_all_rows_have_is_enough() throws Exception {
        var network = network(execute(table(
                BarSets.SETS,
                row(BarSets.image(1), BarSets.set("lying")),
                row(BarSets.image(5), BarSets.set("lying")))));

        assertThat(network.labels()).isEqualTo(LabelDomain.of("lying"));
        assertThat(network.architecture().head().labels()).isEqualTo(1);
    }

    @Test
    void labels_that_no_training_row_has_are_told() throws Exception {
        useColumns();
        var run = execute(
                table(BarSets.ZERO_ONE, row(BarSets.image(1), new IntCell(1), new IntCell(0))),
                BarSets.zeroOne(BarSets.ZERO_ONE, 4, IntCell::new));

        assertThat(run.warning())
                .contains("1 of the 2 labels do not occur in the training table, so the network cannot learn them: "
                        + "'upright'.");
        assertThat(network(run).labels()).isEqualTo(LABELS);
    }

    @Test
    void a_thousand_labels_are_learned_and_many_absent_ones_are_told_in_a_line() throws Exception {
        useColumns();
        var columns = new ArrayList<DataColumnSpec>();
        columns.add(BarSets.images());
        IntStream.range(0, 1000).forEach(i -> columns.add(BarSets.column("label " + i, BooleanCell.TYPE)));
        var spec = new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
        var rows = new DataCell[8][1001];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = BarSets.image(i);
            for (int label = 0; label < 1000; label++) {
                rows[i][label + 1] = BooleanCell.get(label >= 7 && label % 8 == i);
            }
        }
        var chosen = new CnnLearnerParameters(LearnerDialogTest.input(spec));
        assertThat(chosen.data.zeroOneColumns).hasSize(1000);
        parameters.data.zeroOneColumns = chosen.data.zeroOneColumns;

        var run = execute(table(spec, rows));

        assertThat(network(run).labels().size()).isEqualTo(1000);
        parameters.data.labels = LabelFormat.COLLECTION;
        var unknown = table(BarSets.SETS, row(BarSets.image(1), BarSets.set("label 1000")));
        assertThatThrownBy(() -> execute(unknown, run.object(0)))
                .hasMessageStartingWith("Training table, row 'Row0': label 'label 1000' is not among the labels of the "
                        + "network to resume: [label 0, label 1, ")
                .hasMessageEndingWith(", label 98, label 99] and 900 more.");
        assertThat(run.warning())
                .contains("7 of the 1,000 labels do not occur in the training table, so the network cannot learn "
                        + "them: 'label 0', 'label 1', 'label 2', 'label 3', 'label 4' and 2 more.");
    }

    @Test
    void two_epochs_and_three_more_give_the_network_of_five_epochs() throws Exception {
        parameters.training.averageWeights = false;
        parameters.training.epochs = 5;
        var atOnce = execute(BarSets.sets(48), BarSets.sets(24));
        parameters.training.epochs = 2;
        var first = execute(BarSets.sets(48), BarSets.sets(24));
        parameters.training.epochs = 3;

        var resumed = execute(BarSets.sets(48), BarSets.sets(24), first.object(0));

        assertThat(network(resumed).parameters()).isEqualTo(network(atOnce).parameters());
        assertThat(network(resumed).architecture()).isEqualTo(network(atOnce).architecture());
        assertThat(Tables.column(resumed.table(1), "Validation loss"))
                .isEqualTo(Tables.column(atOnce.table(1), "Validation loss"));
        assertThat(configure(BarSets.SETS, BarSets.SETS, first.object(0).getSpec())
                        .spec(0))
                .contains(resumed.object(0).getSpec());
    }

    @Test
    void a_network_goes_on_with_its_labels_in_columns() throws Exception {
        var first = execute(BarSets.sets(48));
        useColumns();
        parameters.data.zeroOneColumns = new String[] {"upright"};

        var resumed = execute(BarSets.zeroOne(BarSets.ZERO_ONE, 48, IntCell::new), first.object(0));

        assertThat(network(resumed).labels()).isEqualTo(LABELS);
        assertThat(resumed.warning())
                .contains("1 of the 2 labels do not occur in the training table, so the network cannot learn them: "
                        + "'lying'.");
    }
}
