package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.ListCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorColumn;

/** What the predictor appends for networks that predict labels one after another. */
class PathPredictionTest {
    private static final SequenceShape SHAPE = new SequenceShape(1, 1);
    private static final DataTableSpec SPEC =
            new DataTableSpec(TensorColumn.ofSequences("sequence", Optional.of(SHAPE)));
    private static final Recurrent UNIT = new Recurrent(Cell.RNN_RELU, 1, 1, 0, 0);

    private final NetworkPredictorParameters parameters = new NetworkPredictorParameters();

    /**
     * Returns a network whose next label is b, a or none with odds of 1.1 to 1.2 to 1, each to the power of 1 + x for a
     * value x of at least 0: its LSTM is 0, its embeddings are ln 1.1, ln 1.2 and 0, and its place for x is 1 + x.
     */
    private static NetworkPortObject odds() {
        return odds(1);
    }

    private static NetworkPortObject odds(float factor) {
        var parameters = new float[3 + 4 + 12 + 3];
        parameters[0] = factor;
        parameters[3] = (float) Math.log(1.1);
        parameters[4] = (float) Math.log(1.2);
        parameters[parameters.length - 2] = 1;
        parameters[parameters.length - 1] = 1;
        return network(new LabelPath(2, 1, 1, List.of()), LabelDomain.of("b", "a"), parameters);
    }

    private static NetworkPortObject network(LabelPath head, LabelDomain labels, float[] parameters) {
        return new NetworkPortObject(Trainings.of(new Architecture(UNIT, head), SHAPE, labels, parameters), "objects");
    }

    @ParameterizedTest
    @CsvSource({
        // 1.2 / 3.3, then 1.1 / 2.1, and nothing is left then; 1 / 3.3
        "0, 1, 0, '[a, b]', 0.3636364 0.5238095, 0.1904762",
        "0, 5, 0, [],, 0.3030303",
        "0, 1, 1, [a], 0.3636364, 0.3636364",
        "0, 2, 1, [a], 0.3636364, 0.3636364",
        // 1.44 / 3.65, then 1.21 / 2.21; 1 / 3.65
        "1, 1, 0, '[a, b]', 0.3945205 0.5475113, 0.2160045",
        "1, 5, 0, [],, 0.2739726",
    })
    void paths_and_their_probabilities_are_those_computed_by_hand(
            float value, int beamWidth, int maximumLabels, String labels, String probabilities, double together)
            throws Exception {
        parameters.beamWidth = beamWidth;
        parameters.maximumLabels = maximumLabels;

        var row = Tables.rows(execute(odds(), rows(value))).get(0);

        assertThat(row.getCell(5)).hasToString(labels);
        var list = probabilities(row);
        var expected = probabilities == null ? new String[0] : probabilities.split(" ");
        assertThat(list).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(list.get(i)).isCloseTo(Double.parseDouble(expected[i]), within(1e-6));
        }
        assertThat(number(row.getCell(4))).isCloseTo(together, within(1e-6));
    }

    @Test
    void labels_that_are_not_on_the_path_have_the_highest_probability_that_they_had() throws Exception {
        parameters.beamWidth = 1;
        parameters.maximumLabels = 1;

        var output = execute(odds(), rows(0));

        assertThat(output.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "sequence",
                        "P (objects=b)",
                        "P (objects=a)",
                        "Probabilities (objects)",
                        "P (objects)",
                        "Prediction (objects)");
        assertThat(number(Tables.rows(output).get(0).getCell(1))).isCloseTo(1.1 / 3.3, within(1e-6));
        assertThat(number(Tables.rows(output).get(0).getCell(2))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "5, 0", "5, 3", "1000, 2"})
    void predicting_in_parts_gives_what_the_engine_predicts_at_once(int beamWidth, int maximumLabels) throws Exception {
        parameters.beamWidth = beamWidth;
        parameters.maximumLabels = maximumLabels;
        var network = random();
        var values = new float[1100];
        for (int n = 0; n < values.length; n++) {
            values[n] = n % 17 / 8f;
        }
        var packer = Sequences.packer(SHAPE, UNIT.inputForm(), "the test requires");
        for (float value : values) {
            packer.add(Tensor.ofFloats(Shape.of(1, 1), new float[] {value}), () -> "a row");
        }

        var rows = Tables.rows(execute(network, rows(values)));

        var search = new LabelSearch(beamWidth, maximumLabels, true, false);
        try (var classifier = Classifier.of(network.network())) {
            var predicted = classifier.labelSets(packer.build(), 0, values.length, search, () -> false);
            for (int n = 0; n < values.length; n++) {
                var expected = predicted.get(n).orElseThrow();
                var names = Arrays.stream(expected.labels())
                        .mapToObj(network.network().labels()::name)
                        .toList();
                var row = rows.get(n);
                assertThat(row.getCell(8)).as("row %d", n).hasToString(names.toString());
                assertThat(number(row.getCell(7))).isEqualTo(expected.probability());
                assertThat(probabilities(row)).isEqualTo(doubles(expected.probabilities()));
                assertThat(IntStream.rangeClosed(1, 5)
                                .mapToObj(row::getCell)
                                .map(PathPredictionTest::number)
                                .toList())
                        .isEqualTo(doubles(expected.scores()));
            }
        }
    }

    private static NetworkPortObject random() {
        var head = new LabelPath(5, 3, 4, List.of(4, 3, 2, 1, 0));
        var random = new Random(7);
        var parameters = new float[(int) new Architecture(UNIT, head).parameterCount(SHAPE)];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) random.nextGaussian();
        }
        parameters[0] = 1;
        return network(head, LabelDomain.of("a", "b", "c", "d", "e"), parameters);
    }

    @Test
    void missing_and_overflowing_sequences_have_no_prediction_and_are_counted() throws Exception {
        var run = NodeRun.executing(
                parameters,
                odds(2),
                table(SPEC, sequence(0), row(DataType.getMissingCell()), sequence(Float.MAX_VALUE)));

        NetworkPredictorNodeFactory.execute(run, run);

        assertThat(Tables.column(run.table(0), "Prediction (objects)")).containsExactly("[]", "?", "?");
        assertThat(run.warning())
                .contains("1 of 3 rows have no prediction because the sequence is missing.\n1 of 3 rows have no "
                        + "prediction because values overflow in the network. Check the sequences for placeholders "
                        + "for missing data, such as -3.4028235E38, and remove or replace them.");
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

    private static List<Double> probabilities(DataRow row) {
        var list = (ListCell) row.getCell(row.getNumCells() - 3);
        return IntStream.range(0, list.size())
                .mapToObj(i -> number(list.get(i)))
                .toList();
    }

    private static List<Double> doubles(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> (double) values[i])
                .toList();
    }

    private static double number(DataCell cell) {
        return ((DoubleValue) cell).getDoubleValue();
    }
}
