package org.seqnet.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.metrics.Deviation;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

class SparkPredictorTest {
    private static final int ROWS = 2_150;

    /** Returns, for each sequence, what is expected behind its columns. */
    private interface Expected extends BiFunction<Classifier, Sequences, List<List<Object>>> {}

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("classes of integers", Networks.classes(), (Expected) SparkPredictorTest::classes),
                Arguments.of("simple cells", Networks.classes(Networks.recurrent(Cell.RNN_TANH)), (Expected)
                        SparkPredictorTest::classes),
                Arguments.of(
                        "an image CNN",
                        Networks.classes(
                                new Convolutional(1, List.of(new ConvolutionBlock(3, 3, 1, 2, true, 0)), 5, 0)),
                        (Expected) SparkPredictorTest::classes),
                Arguments.of(
                        "a sequence CNN",
                        Networks.classes(new TemporalConvolutional(Design.INCEPTION, 2, 3, 5, 2, 0)),
                        (Expected) SparkPredictorTest::classes),
                Arguments.of("MiniRocket", Networks.classes(new Rocket(168, 12, -5, LinearClassifier.RIDGE)), (Expected)
                        SparkPredictorTest::classes),
                Arguments.of("several lengths", Networks.ofAnyLength(new Classes(4)), (Expected)
                        SparkPredictorTest::classes),
                Arguments.of("an ensemble", Networks.ensemble(Classes.of(Networks.TEXTS), Networks.TEXTS), (Expected)
                        SparkPredictorTest::classes),
                Arguments.of("independent labels", Networks.independent(), (Expected) SparkPredictorTest::sets),
                Arguments.of(
                        "an ensemble of independent labels",
                        Networks.ensemble(IndependentLabels.of(Networks.TEXTS), Networks.TEXTS),
                        (Expected) SparkPredictorTest::sets),
                Arguments.of("label paths", Networks.path(), (Expected) SparkPredictorTest::sets),
                Arguments.of(
                        "values", Networks.values(new ValueLoss.Squared(), 1), (Expected) SparkPredictorTest::values),
                Arguments.of(
                        "quantiles of an ensemble",
                        Networks.values(new ValueLoss.Quantiles(List.of(0.1, 0.5, 0.9)), 3),
                        (Expected) SparkPredictorTest::values),
                Arguments.of("a direct forecast", Networks.forecast(false), (Expected) SparkPredictorTest::forecasts),
                Arguments.of("a recursive forecast", Networks.forecast(true), (Expected) SparkPredictorTest::forecasts),
                Arguments.of("labels per time step", Networks.steps(), (Expected) SparkPredictorTest::steps));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void predictions_are_those_of_the_engine_to_the_bit_however_rows_are_partitioned(
            String name, TrainedNetwork network, Expected expected) {
        var sequences = Tables.sequences(ROWS, !network.inputShape().isAnyLength());
        List<List<Object>> answers;
        try (var classifier = Classifier.of(network, 1000, 1)) {
            answers = expected.apply(classifier, Tables.packed(network, sequences));
        }
        var options = PredictionOptions.DEFAULT.with(draft -> draft.uncertainty = true);
        for (int partitions : new int[] {1, 2, 3, 5, 7}) {
            var predictor = new SparkPredictor(network, options);

            var rows = predictor
                    .append(Tables.lists(sequences, partitions), "values")
                    .collectAsList();

            assertThat(rows.stream().map(row -> row.getLong(0)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, ROWS).mapToObj(n -> (long) n).toList());
            for (int n = 0; n < ROWS; n++) {
                assertThat(appended(rows.get(n)))
                        .as("row %d of %d partitions", n, partitions)
                        .isEqualTo(answers.get(n));
            }
            assertThat(predictor.scored().rows()).isEqualTo(ROWS);
            assertThat(predictor.scored().warnings()).isEmpty();
        }
    }

    /** Returns the values behind the columns of the table, lists as lists of Java. */
    static List<Object> appended(Row row) {
        return IntStream.range(2, row.size())
                .mapToObj(i -> row.schema().fields()[i].dataType() instanceof org.apache.spark.sql.types.ArrayType
                        ? (Object) row.getList(i)
                        : row.get(i))
                .toList();
    }

    private static Object label(TrainedNetwork network, int index) {
        var name = network.labels().name(index);
        return network.labels().equals(Networks.DIGITS) ? (Object) Integer.valueOf(name) : name;
    }

    private static List<List<Object>> classes(Classifier classifier, Sequences sequences) {
        var network = classifier.network();
        var classes = (Classes) network.architecture().head();
        var plain = classifier.probabilities(sequences, 0, sequences.size(), () -> false);
        var members = classifier.memberProbabilities(sequences, 0, sequences.size(), () -> false);
        var shown = classes.calibrated(plain);
        return IntStream.range(0, sequences.size())
                .mapToObj(n -> {
                    var values = new ArrayList<Object>();
                    for (int k = 0; k < classes.count(); k++) {
                        values.add((double) shown[n * classes.count() + k]);
                    }
                    int best = classes.likeliest(plain, n).orElseThrow();
                    if (members.members().size() > 1) {
                        values.add(members.deviation(member -> member[n * classes.count() + best]));
                    }
                    values.add(label(network, best));
                    return (List<Object>) values;
                })
                .toList();
    }

    private static List<List<Object>> sets(Classifier classifier, Sequences sequences) {
        var network = classifier.network();
        var search = new LabelSearch(5, 0, true, true);
        return classifier.labelSets(sequences, 0, sequences.size(), search, () -> false).stream()
                .map(found -> {
                    var labels = found.orElseThrow();
                    var values = new ArrayList<Object>(doubles(labels.scores()));
                    values.add(doubles(labels.probabilities()));
                    values.add(labels.probability());
                    if (network.architecture().members() > 1) {
                        values.add(labels.deviation());
                    }
                    values.add(Arrays.stream(labels.labels())
                            .mapToObj(label -> label(network, label))
                            .toList());
                    return (List<Object>) values;
                })
                .toList();
    }

    private static List<Double> doubles(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> (double) values[i])
                .toList();
    }

    private static List<List<Object>> values(Classifier classifier, Sequences sequences) {
        int members = classifier.network().architecture().members();
        var found = classifier.values(sequences, 0, sequences.size(), () -> false);
        var own = classifier.memberValues(sequences, 0, sequences.size(), () -> false);
        int levels = members == 1 ? 1 : 3;
        return IntStream.range(0, sequences.size())
                .mapToObj(n -> {
                    var values = new ArrayList<Object>();
                    for (int target = 0; target < 2; target++) {
                        int start = n * 2 * levels + target * levels;
                        for (int level = 0; members > 1 && level < levels; level++) {
                            values.add(found[start + level]);
                        }
                        int point = start + levels / 2;
                        if (members > 1) {
                            values.add(Deviation.of(own.get(0)[point], own.get(1)[point], own.get(2)[point]));
                        }
                        values.add(found[point]);
                    }
                    return (List<Object>) values;
                })
                .toList();
    }

    private static List<List<Object>> forecasts(Classifier classifier, Sequences sequences) {
        var found = classifier.values(sequences, 0, sequences.size(), () -> false);
        return IntStream.range(0, sequences.size())
                .mapToObj(n -> List.<Object>of(List.of(found[3 * n], found[3 * n + 1], found[3 * n + 2])))
                .toList();
    }

    private static List<List<Object>> steps(Classifier classifier, Sequences sequences) {
        var network = classifier.network();
        int count = network.labels().size();
        var answers = new ArrayList<List<Object>>();
        for (int n = 0; n < sequences.size(); n++) {
            var found = classifier.probabilities(sequences, n, 1, () -> false);
            int steps = found.length / count;
            var values = new ArrayList<Object>();
            for (int k = 0; k < count; k++) {
                int label = k;
                values.add(IntStream.range(0, steps)
                        .mapToObj(t -> (double) found[t * count + label])
                        .toList());
            }
            values.add(IntStream.range(0, steps)
                    .mapToObj(t -> label(
                            network, new Classes(count).likeliest(found, t).orElseThrow()))
                    .toList());
            answers.add(values);
        }
        return answers;
    }

    @Test
    void columns_are_named_and_ordered_as_the_network_predictor_does() {
        Dataset<Row> table = Tables.lists(Tables.sequences(1, true), 1);

        assertThat(new SparkPredictor(Networks.classes())
                        .append(table, "values")
                        .columns())
                .containsExactly("id", "values", "P (label=7)", "P (label=-1)", "P (label=12)", "Prediction (label)");
        assertThat(new SparkPredictor(Networks.independent())
                        .append(table, "values")
                        .columns())
                .containsExactly(
                        "id",
                        "values",
                        "P (label=plain)",
                        "P (label=a=b)",
                        "P (label=\u00fcml\u00e4ut)",
                        "P (label=)",
                        "Probabilities (label)",
                        "P (label)",
                        "Prediction (label)");
    }
}
