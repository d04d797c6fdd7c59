package org.seqnet.spark.app;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.spark.app.Output.Kind;
import org.seqnet.spark.app.ScoreArguments.Treatment;
import org.seqnet.spark.predict.SequenceRows;
import org.seqnet.spark.predict.SparkPredictor;
import org.seqnet.spark.table.BadRows;
import org.seqnet.spark.table.ExampleTable;
import org.seqnet.spark.table.Learned;
import org.seqnet.spark.table.TableSettings;
import org.seqnet.spark.table.TableSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Applies a network to data and writes them with its predictions. */
@Command(
        name = "score",
        description = "Applies a network to the data of a cluster and writes them with its predictions.",
        customSynopsis = "spark-submit [Spark's options] " + Main.NAME + " score [options] [@FILE]",
        footer = {"", "What is not set is as in a new Network Predictor of KNIME."},
        sortOptions = false,
        versionProvider = Version.class)
final class Score implements Callable<Integer> {
    private final Report report;
    private final Supplier<SparkSession> spark;

    @ArgGroup(validate = false, heading = "%nNetwork and output%n")
    private ScoreArguments arguments = new ScoreArguments();

    @ArgGroup(validate = false, heading = "%nData%n")
    private DataArguments data = new DataArguments();

    @ArgGroup(validate = false, heading = "%nSequences in a table%n")
    private LayoutArguments layout = new LayoutArguments();

    @ArgGroup(validate = false, heading = "%nPredictions%n")
    private PredictionArguments predictions = new PredictionArguments();

    @Option(names = "--help", usageHelp = true, description = "Prints this text.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Prints the version.")
    private boolean version;

    Score(Report report, Supplier<SparkSession> spark) {
        this.report = report;
        this.spark = spark;
    }

    @Override
    public Integer call() {
        requireArguments();
        var session = spark.get();
        var hadoop = session.sparkContext().hadoopConfiguration();
        try (var output = Output.at("--output", Kind.FOLDER, arguments.output(), arguments.overwrite(), hadoop)
                .apartFrom(data.inputs(hadoop).network("--network", Optional.of(arguments.network())))) {
            var network = NetworkFile.read("--network", arguments.network(), hadoop);
            long start = System.nanoTime();
            var predictor = new SparkPredictor(network, predictions.options(arguments.badRows() == Treatment.FAIL));
            var scored = scored(session, network, predictor);
            requireWritable(scored.table());
            write(scored, output);
            var rows = predictor.scored();
            double seconds = (System.nanoTime() - start) / 1e9;
            rows.warnings().forEach(report::warns);
            report.tells(String.format(
                    Locale.ROOT,
                    "rows scored: %,d in %.1f s, %,.0f rows/s",
                    rows.rows(),
                    seconds,
                    rows.rows() / seconds));
            arguments.label().ifPresent(label -> report.tells(accuracy(session, output, network, label, scored)));
            output.commit(report::warns);
            report.done(output.target().toString());
        }
        return Main.DONE;
    }

    private void requireArguments() {
        arguments.require();
        data.require();
        if (data.areImages()) {
            data.images();
        } else {
            data.source();
            layout.layout(true);
            layout.requireTrainedSymbols();
        }
        predictions.options(false);
    }

    /**
     * A table with its predictions.
     *
     * @param folders the columns that the names of folders hold
     * @param prediction the name of the prediction column
     */
    private record Scored(Dataset<Row> table, List<String> folders, String prediction) {}

    private Scored scored(SparkSession session, TrainedNetwork network, SparkPredictor predictor) {
        if (!data.areImages() && layout.isOfRows()) {
            layout.requireFeatures(network.inputShape().features());
            var table = data.source().open(session);
            requireLabel(table);
            var names = Stream.of(table.columns())
                    .filter(name -> !name.equals(TableSource.MALFORMED))
                    .toList();
            var malformed = Stream.of(table.columns())
                    .filter(TableSource.MALFORMED::equals)
                    .findFirst();
            var columns = layout.valueOrder().columns(layout.columns(), names);
            var scored = predictor.append(table, new SequenceRows(columns, layout.endsAtMissing(), malformed));
            return kept(scored.drop(TableSource.MALFORMED), PartitionColumns.of(table));
        }
        if (arguments.label().isPresent()) {
            throw new SeqNetException("--label: rows of the output are sequences, which have no label in this layout. "
                    + "Leave it out, or use the layout list or wide.");
        }
        var examples = data.areImages()
                ? ExampleTable.read(session, data.images())
                : ExampleTable.read(
                        session,
                        new TableSettings(
                                data.source(),
                                layout.layout(true),
                                new Learned.Nothing(),
                                Optional.empty(),
                                Optional.empty(),
                                arguments.badRows() == Treatment.FAIL
                                        ? BadRows.Treatment.FAIL
                                        : BadRows.Treatment.SKIP));
        examples.badRows().warning().ifPresent(report::warns);
        int parts = session.sparkContext().defaultParallelism();
        return kept(predictor.predict(session, examples.shards(parts)), List.of());
    }

    private void requireLabel(Dataset<Row> table) {
        arguments
                .label()
                .filter(label -> !List.of(table.columns()).contains(label))
                .ifPresent(label -> {
                    throw new SeqNetException(
                            "--label: the data have no column %s. Check the name.".formatted(Quoted.of(label)));
                });
    }

    private Scored kept(Dataset<Row> all, List<String> folders) {
        var names = all.columns();
        var prediction = names[names.length - 1];
        var table = arguments.badRows() == Treatment.SKIP
                ? all.where(col("`" + prediction.replace("`", "``") + "`").isNotNull())
                : all;
        return new Scored(table, folders, prediction);
    }

    private void requireWritable(Dataset<Row> table) {
        if (arguments.format() == ScoreArguments.Format.CSV) {
            Stream.of(table.schema().fields())
                    .filter(field -> field.dataType() instanceof ArrayType || field.dataType() instanceof BinaryType)
                    .findFirst()
                    .ifPresent(field -> {
                        throw new SeqNetException("--output-format: CSV files cannot hold lists such as column %s. "
                                        .formatted(Quoted.of(field.name()))
                                + "Choose parquet or orc.");
                    });
        }
    }

    private void write(Scored scored, Output output) {
        try {
            scored.table()
                    .write()
                    .format(Choice.word(arguments.format()))
                    .option("header", "true")
                    .option("ignoreLeadingWhiteSpace", "false")
                    .option("ignoreTrailingWhiteSpace", "false")
                    .partitionBy(scored.folders().toArray(String[]::new))
                    .save(output.temporary().toString());
        } catch (RuntimeException e) {
            throw Failure.isOfFiles(e) ? output.failure(e) : e;
        }
    }

    private String accuracy(SparkSession session, Output output, TrainedNetwork network, String label, Scored scored) {
        var written = session.read()
                .format(Choice.word(arguments.format()))
                .option("header", "true")
                .load(output.temporary().toString());
        boolean isNumeric = network.architecture().head() instanceof Values;
        return Accuracy.of(written, label, scored.prediction(), isNumeric);
    }
}
