package org.seqnet.spark.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Errors;
import org.seqnet.engine.trained.Evaluation;

/** The training history as a table with the columns of a learner's in KNIME: one row per epoch. */
final class History {
    private static final List<Figure> OF_LABELS = List.of(
            new Figure("accuracy", evaluation -> OptionalDouble.of(evaluation.accuracy())),
            new Figure("loss", evaluation -> OptionalDouble.of(evaluation.loss())));
    private static final List<Figure> OF_VALUES = List.of(
            new Figure("R²", evaluation -> OptionalDouble.of(evaluation.accuracy())),
            new Figure("mean absolute error", evaluation -> errors(evaluation, Errors::meanAbsolute)),
            new Figure("root mean squared error", evaluation -> errors(evaluation, Errors::rootMeanSquared)),
            new Figure("loss", evaluation -> OptionalDouble.of(evaluation.loss())));

    private History() {}

    /** What is measured on training and validation rows. */
    private record Figure(String name, Function<Evaluation, OptionalDouble> measure) {

        Double of(Optional<Evaluation> evaluation) {
            return number(evaluation.map(measure).orElse(OptionalDouble.empty()));
        }

        String title() {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }
    }

    private static OptionalDouble errors(Evaluation evaluation, ToDoubleFunction<Errors> error) {
        return evaluation.errors().stream().mapToDouble(error).findFirst();
    }

    private static Double number(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static List<Figure> figures(Head head) {
        return head.fold(
                classes -> OF_LABELS, independent -> OF_LABELS, path -> OF_LABELS, values -> OF_VALUES, s -> OF_LABELS);
    }

    /**
     * Writes the table as Parquet under its temporary name.
     *
     * @throws org.seqnet.engine.SeqNetException if it cannot be written; then nothing has changed
     */
    static void write(SparkSession spark, Head head, List<EpochRecord> history, Output output) {
        try {
            table(spark, head, history).write().parquet(output.temporary().toString());
        } catch (RuntimeException e) {
            throw output.failure(e);
        }
    }

    /** Returns the table, in one partition. */
    static Dataset<Row> table(SparkSession spark, Head head, List<EpochRecord> history) {
        var figures = figures(head);
        var rows = history.stream().map(epoch -> row(figures, epoch)).toList();
        return spark.createDataFrame(rows, schema(figures)).coalesce(1);
    }

    private static StructType schema(List<Figure> figures) {
        var fields = new ArrayList<StructField>();
        fields.add(field("Epoch", DataTypes.IntegerType));
        figures.forEach(figure -> fields.add(field(figure.title(), DataTypes.DoubleType)));
        fields.add(field("Duration (s)", DataTypes.DoubleType));
        fields.add(field("Samples/s", DataTypes.DoubleType));
        figures.forEach(figure -> fields.add(field("Validation " + figure.name(), DataTypes.DoubleType)));
        fields.add(field("Device", DataTypes.StringType));
        fields.add(field("Learning rate", DataTypes.DoubleType));
        return DataTypes.createStructType(fields);
    }

    private static StructField field(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }

    private static Row row(List<Figure> figures, EpochRecord epoch) {
        var cells = new ArrayList<Object>();
        cells.add(epoch.epoch());
        figures.forEach(figure -> cells.add(figure.of(Optional.of(epoch.training()))));
        cells.add(epoch.seconds());
        cells.add(epoch.samplesPerSecond());
        figures.forEach(figure -> cells.add(figure.of(epoch.validation())));
        cells.add(epoch.device());
        cells.add(number(epoch.learningRate()));
        return RowFactory.create(cells.toArray());
    }
}
