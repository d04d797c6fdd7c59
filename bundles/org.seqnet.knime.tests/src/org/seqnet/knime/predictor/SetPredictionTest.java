package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.collection.SetDataValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;

/** What the predictor appends for networks that predict any number of labels for each row. */
class SetPredictionTest {
    private static final SequenceShape SHAPE = new SequenceShape(1, 1);
    private static final DataTableSpec SPEC =
            new DataTableSpec(TensorColumn.ofSequences("sequence", Optional.of(SHAPE)));
    private static final Recurrent UNIT = new Recurrent(Cell.RNN_RELU, 1, 1, 0, 0);
    private static final IndependentLabels HEAD = new IndependentLabels(List.of(0.5f, 0.5f, 0.25f));

    /** Its probabilities for a value x of at least 0 are the sigmoids of 0 - 5x, 1 - 5x and -1 + 2x. */
    private static final NetworkPortObject NETWORK =
            network(LabelDomain.of("car", "person", "tree"), 1, 0, 0, -5, -5, 2, 0, 1, -1);

    private final NetworkPredictorParameters parameters = new NetworkPredictorParameters();

    private static NetworkPortObject network(LabelDomain labels, float... numbers) {
        return new NetworkPortObject(Trainings.of(new Architecture(UNIT, HEAD), SHAPE, labels, numbers), "objects");
    }

    @Test
    void scores_and_probabilities_are_appended_and_the_set_stands_last() throws Exception {
        var spec = configure(NETWORK.getSpec(), SPEC).tableSpec(0);

        assertThat(spec.getColumnNames())
                .containsExactly(
                        "sequence",
                        "P (objects=car)",
                        "P (objects=person)",
                        "P (objects=tree)",
                        "Probabilities (objects)",
                        "P (objects)",
                        "Prediction (objects)");
        for (var probability : List.of("P (objects=car)", "P (objects=tree)", "P (objects)")) {
            assertThat(spec.getColumnSpec(probability).getType()).isEqualTo(DoubleCell.TYPE);
            var domain = spec.getColumnSpec(probability).getDomain();
            assertThat(domain.getLowerBound()).isEqualTo(new DoubleCell(0));
            assertThat(domain.getUpperBound()).isEqualTo(new DoubleCell(1));
        }
        assertThat(spec.getColumnSpec("Probabilities (objects)").getType())
                .isEqualTo(ListCell.getCollectionType(DoubleCell.TYPE));
        assertThat(spec.getColumnSpec("Prediction (objects)").getType())
                .isEqualTo(SetCell.getCollectionType(StringCell.TYPE));
        assertThat(execute(NETWORK, rows(0)).getDataTableSpec()).isEqualTo(spec);
    }

    @Test
    void labels_probabilities_and_scores_are_those_computed_by_hand() throws Exception {
        var rows = Tables.rows(execute(NETWORK, rows(0, 1, 0.125f)));

        assertRow(
                rows.get(0),
                "[person, car, tree]",
                List.of(0.7310586, 0.5, 0.2689414),
                0.0983059,
                0.5,
                0.7310586,
                0.2689414);
        assertRow(rows.get(1), "[tree]", List.of(0.7310586), 0.7131047, 0.0066929, 0.0179862, 0.7310586);
        assertRow(
                rows.get(2),
                "[person, tree]",
                List.of(0.5926666, 0.3208213),
                0.1238487,
                0.3486451,
                0.5926666,
                0.3208213);
    }

    @Test
    void a_row_without_labels_has_an_empty_set() throws Exception {
        var none = network(LabelDomain.of("car", "person", "tree"), 1, 0, 0, 0, 0, 0, -1, -2, -3);

        var row = Tables.rows(execute(none, rows(1))).get(0);

        assertRow(row, "[]", List.of(), 0.6133761, 0.2689414, 0.1192029, 0.0474259);
    }

    private static void assertRow(
            DataRow row, String labels, List<Double> probabilities, double together, double... scores) {
        for (int k = 0; k < 3; k++) {
            assertThat(number(row.getCell(1 + k))).isCloseTo(scores[k], within(1e-6));
        }
        var list = doubles((ListCell) row.getCell(4));
        assertThat(list).hasSameSizeAs(probabilities);
        for (int i = 0; i < list.size(); i++) {
            assertThat(list.get(i)).isCloseTo(probabilities.get(i), within(1e-6));
        }
        assertThat(number(row.getCell(5))).isCloseTo(together, within(1e-6));
        assertThat(row.getCell(6)).isInstanceOf(SetDataValue.class).hasToString(labels);
    }

    @Test
    void sets_hold_cells_of_the_labels_own_type() throws Exception {
        var labels = new LabelDomain(List.of("-3", "0", "12"), LabelType.INTEGER);
        var network = network(labels, 1, 0, 0, -5, -5, 2, 0, 1, -1);

        var output = execute(network, rows(0));

        assertThat(output.getDataTableSpec()
                        .getColumnSpec("Prediction (objects)")
                        .getType())
                .isEqualTo(SetCell.getCollectionType(IntCell.TYPE));
        assertThat((SetCell) Tables.rows(output).get(0).getCell(6))
                .containsExactly(new IntCell(0), new IntCell(-3), new IntCell(12));
    }

    @Test
    void scores_can_be_left_out_and_columns_renamed() throws Exception {
        parameters.appendProbabilities = false;
        parameters.probabilitySuffix = " (LSTM)";
        parameters.changePredictionColumn = true;
        parameters.predictionColumn = "found";

        var output = execute(NETWORK, rows(1));

        assertThat(output.getDataTableSpec().getColumnNames())
                .containsExactly("sequence", "Probabilities (objects) (LSTM)", "P (objects) (LSTM)", "found");
        assertThat(Tables.rows(output).get(0).getCell(3)).hasToString("[tree]");
    }

    @Test
    void columns_get_names_that_are_free() throws Exception {
        parameters.appendProbabilities = false;
        parameters.changePredictionColumn = true;
        parameters.predictionColumn = "P (objects)";
        var table = new DataTableSpec(
                SPEC.getColumnSpec(0),
                new DataColumnSpecCreator("Probabilities (objects)", StringCell.TYPE).createSpec());

        assertThat(configure(NETWORK.getSpec(), table).tableSpec(0).getColumnNames())
                .containsExactly(
                        "sequence",
                        "Probabilities (objects)",
                        "Probabilities (objects) (#1)",
                        "P (objects)",
                        "P (objects) (#1)");
    }

    @Test
    void columns_of_a_network_that_is_yet_to_be_trained_are_known_if_its_labels_are() throws Exception {
        var labels = LabelDomain.of("car", "person", "tree");
        for (var head : List.of(HEAD, new LabelPath(1, 8, 16, List.of()))) {
            var spec = new NetworkPortObjectSpec(
                    UNIT, new HeadKind(head), "objects", Optional.of(SHAPE), Optional.of(labels));
            var unknown = new NetworkPortObjectSpec(
                    UNIT, new HeadKind(head), "objects", Optional.of(SHAPE), Optional.empty());

            assertThat(configure(spec, SPEC).tableSpec(0))
                    .isEqualTo(configure(NETWORK.getSpec(), SPEC).tableSpec(0));
            assertThat(configure(unknown, SPEC).spec(0)).isEmpty();
        }
    }

    @Test
    void predicting_in_parts_gives_what_the_engine_predicts_at_once() throws Exception {
        var values = new float[2500];
        for (int n = 0; n < values.length; n++) {
            values[n] = n % 13 / 13f;
        }
        var packer = Sequences.packer(SHAPE, UNIT.inputForm(), "the test requires");
        for (float value : values) {
            packer.add(Tensor.ofFloats(Shape.of(1, 1), new float[] {value}), () -> "a row");
        }

        var rows = Tables.rows(execute(NETWORK, rows(values)));

        try (var classifier = Classifier.of(NETWORK.network())) {
            var labels = classifier.labelSets(packer.build(), 0, 2500, new LabelSearch(1, 0, true, false), () -> false);
            for (int n = 0; n < values.length; n++) {
                var expected = labels.get(n).orElseThrow();
                var names = IntStream.of(expected.labels())
                        .mapToObj(NETWORK.network().labels()::name)
                        .toList();
                assertThat(rows.get(n).getCell(6)).as("row %d", n).hasToString(names.toString());
                assertThat(number(rows.get(n).getCell(5))).isEqualTo(expected.probability());
                assertThat(doubles((ListCell) rows.get(n).getCell(4))).isEqualTo(floats(expected.probabilities()));
                assertThat(Stream.of(1, 2, 3)
                                .map(rows.get(n)::getCell)
                                .map(SetPredictionTest::number)
                                .toList())
                        .isEqualTo(floats(expected.scores()));
            }
        }
    }

    private static List<Double> floats(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> (double) values[i])
                .toList();
    }

    @Test
    void a_thousand_labels_have_a_score_each() throws Exception {
        var labels = new LabelDomain(
                IntStream.range(0, 1000).mapToObj(i -> "label " + i).toList());
        var numbers = new float[3 + 2000];
        numbers[1003 + 700] = 2;
        IntStream.range(1003, 2003).filter(i -> i != 1703).forEach(i -> numbers[i] = -20);
        var head = IndependentLabels.of(labels);
        var network =
                new NetworkPortObject(Trainings.of(new Architecture(UNIT, head), SHAPE, labels, numbers), "objects");

        var output = execute(network, rows(0, 1, 2));

        assertThat(output.getDataTableSpec().getNumColumns()).isEqualTo(1 + 1000 + 3);
        assertThat(Tables.column(output, "Prediction (objects)")).containsOnly("[label 700]");
        assertThat(number(Tables.rows(output).get(2).getCell(701))).isCloseTo(0.8807971, within(1e-6));
        assertThat(number(Tables.rows(output).get(2).getCell(700))).isCloseTo(2.0611537e-9, within(1e-12));
    }

    @Test
    void missing_and_overflowing_sequences_have_no_prediction_and_are_counted() throws Exception {
        var overflowing = network(LabelDomain.of("car", "person", "tree"), 2, 0, 0, 0, 0, 0, 1, 1, 1);
        var run = NodeRun.executing(
                parameters,
                overflowing,
                table(SPEC, sequence(1), row(DataType.getMissingCell()), sequence(Float.MAX_VALUE), sequence(2)));

        NetworkPredictorNodeFactory.execute(run, run);

        var rows = Tables.rows(run.table(0));
        for (int n = 0; n < 4; n++) {
            for (int column = 1; column < 7; column++) {
                assertThat(rows.get(n).getCell(column).isMissing()).isEqualTo(n == 1 || n == 2);
            }
        }
        assertThat(run.warning())
                .contains("1 of 4 rows have no prediction because the sequence is missing.\n1 of 4 rows have no "
                        + "prediction because values overflow in the network. Check the sequences for placeholders "
                        + "for missing data, such as -3.4028235E38, and remove or replace them.");
        parameters.missingValues = MissingCells.FAIL;
        assertFails(
                () -> execute(overflowing, rows(1, Float.MAX_VALUE)),
                "Row 'Row1': the prediction is not finite because values overflow in the network.",
                "Check the sequences for placeholders for missing data, such as -3.4028235E38, and remove or "
                        + "replace them.",
                "Alternatively, configure the node to keep missing values.");
    }

    @Test
    void settings_of_the_search_outside_their_range_are_refused() {
        parameters.beamWidth = 0;
        assertInvalid(() -> configure(NETWORK.getSpec(), SPEC), "Beam width: 0 is not between 1 and 1000.");
        parameters.beamWidth = 1001;
        assertInvalid(() -> configure(NETWORK.getSpec(), SPEC), "Beam width: 1001 is not between 1 and 1000.");
        parameters.beamWidth = 1000;
        parameters.maximumLabels = -1;
        assertInvalid(() -> configure(NETWORK.getSpec(), SPEC), "Maximum labels: -1 is not at least 0.");
    }

    private NodeRun configure(NetworkPortObjectSpec network, DataTableSpec table) throws Exception {
        var run = NodeRun.configuring(parameters, network, table);
        NetworkPredictorNodeFactory.configure(run, run);
        return run;
    }

    private BufferedDataTable execute(NetworkPortObject network, BufferedDataTable table) throws Exception {
        var run = NodeRun.executing(parameters, network, table);
        NetworkPredictorNodeFactory.execute(run, run);
        return run.table(0);
    }

    private static BufferedDataTable rows(float... values) {
        return table(
                SPEC,
                IntStream.range(0, values.length)
                        .mapToObj(n -> sequence(values[n]))
                        .toArray(DataCell[][]::new));
    }

    private static DataCell[] sequence(float value) {
        return row(Tables.floats(Shape.of(1, 1), value));
    }

    private static List<Double> doubles(ListCell list) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> number(list.get(i)))
                .toList();
    }

    private static double number(DataCell cell) {
        return ((DoubleValue) cell).getDoubleValue();
    }
}
