package org.seqnet.spark.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Checkpoints;
import org.seqnet.engine.training.TrainingResult;
import org.seqnet.spark.SparkTrainer;
import org.seqnet.spark.app.Output.Kind;
import org.seqnet.spark.data.Declared;
import org.seqnet.spark.table.ExampleTable;
import org.seqnet.spark.table.IdxSource;
import org.seqnet.spark.table.TableSettings;
import org.seqnet.spark.table.TableSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network and writes it to a file. */
@Command(
        name = "train",
        description = "Trains a network on the data of a cluster and writes it to a file that KNIME and 'score' read.",
        customSynopsis = "spark-submit [Spark's options] " + Main.NAME + " train [options] [@FILE]",
        footer = {
            "",
            "@FILE reads arguments from a local file, separated by spaces or line breaks, in double quotes if they "
                    + "contain spaces.",
            "What is not set is as in a new learner of KNIME."
        },
        sortOptions = false,
        versionProvider = Version.class)
final class Train implements Callable<Integer> {
    private final Report report;
    private final Supplier<SparkSession> spark;

    @Spec
    private CommandSpec command;

    @ArgGroup(validate = false, heading = "%nData%n")
    private DataArguments data = new DataArguments();

    @ArgGroup(validate = false, heading = "%nSequences in a table%n")
    private LayoutArguments layout = new LayoutArguments();

    @ArgGroup(validate = false, heading = "%nBad rows%n")
    private BadRowArguments badRows = new BadRowArguments();

    @ArgGroup(validate = false, heading = "%nValidation%n")
    private ValidationArguments validation = new ValidationArguments();

    @Mixin
    RecipeArguments recipe = new RecipeArguments();

    @ArgGroup(validate = false, heading = "%nCluster%n")
    private ClusterArguments cluster = new ClusterArguments();

    @ArgGroup(validate = false, heading = "%nOutput%n")
    private OutputArguments output = new OutputArguments();

    @Option(names = "--help", usageHelp = true, description = "Prints this text.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Prints the version.")
    private boolean version;

    Train(Report report, Supplier<SparkSession> spark) {
        this.report = report;
        this.spark = spark;
    }

    @Override
    public Integer call() {
        requireArguments();
        var session = spark.get();
        var hadoop = session.sparkContext().hadoopConfiguration();
        var inputs = inputs(hadoop);
        try (var network = Output.at("--output", Kind.FILE, output.output(), output.overwrite(), hadoop)
                        .apartFrom(inputs);
                var history = output.history()
                        .map(folder -> Output.at("--history", Kind.FOLDER, folder, output.overwrite(), hadoop)
                                .apartFrom(inputs.data("--output", List.of(output.output()))))
                        .orElse(null)) {
            var resumed = cluster.resume().map(file -> NetworkFile.read("--resume", file, hadoop));
            var checkpoints = cluster.checkpoints(hadoop);
            var result = train(session, resumed, checkpoints);
            if (history != null) {
                var head = result.network().architecture().head();
                History.write(session, head, result.history(), history);
            }
            var named = result.network().withLabelName(recipe.learned().name());
            network.write(out -> ModelArchive.write(named, out));
            if (history != null) {
                history.commit(report::warns);
            }
            network.commit(report::warns);
            report.done(network.target().toString());
        }
        return Main.DONE;
    }

    /**
     * Finds what is wrong before Spark starts.
     *
     * @throws WrongArgument if something is
     */
    private void requireArguments() {
        data.require();
        if (data.areImages()) {
            images();
        } else {
            table(data.source(), Optional.empty(), Optional.empty());
        }
        validation.share(recipe.seed());
        recipe.require(command.commandLine().getParseResult());
        recipe.recipe(() -> 1, validation.isAsked(), Map.of());
        recipe.timeLimit();
        vocabulary(Declared.NOTHING);
        cluster.require();
        output.output();
    }

    private Inputs inputs(Configuration hadoop) {
        var inputs = data.inputs(hadoop).network("--resume", cluster.resume());
        validation.paths().ifPresent(paths -> inputs.data("--validation", paths));
        validation.labelFile().ifPresent(file -> inputs.data("--validation-label-file", List.of(file)));
        return inputs;
    }

    private TrainingResult train(SparkSession session, Optional<TrainedNetwork> resumed, Checkpoints checkpoints) {
        var training = data.areImages()
                ? ExampleTable.read(session, images())
                : read(session, table(data.source(), recipe.learned().weight(), validation.group()));
        var checked = validation.paths().map(paths -> readValidation(session, paths));
        var share = validation.share(recipe.seed());
        var shards = training.shards(cluster.shards());
        var made = recipe.recipe(
                training::examples,
                validation.isAsked(),
                recipe.countsLabels() ? LabelFrequencies.of(shards) : Map.of());
        var trainer =
                new SparkTrainer(cluster.interval(), vocabulary(training.declared()), share, data.words(), checkpoints);
        int epochsBefore =
                resumed.map(network -> network.provenance().history().size()).orElse(0);
        var progress = new Progress(
                report, training.examples(), cluster.shards(), made.options(), epochsBefore, recipe.timeLimit());
        var measured = checked.map(table -> table.shards(cluster.shards()));
        return resumed.map(network -> trainer.resume(network, made, shards, measured, progress))
                .orElseGet(() -> trainer.train(made, shards, measured, progress));
    }

    private Declared vocabulary(Declared known) {
        var symbols = recipe.symbols();
        return known.withVocabulary(symbols.maximumSymbols(), symbols.minimumOccurrences());
    }

    private ExampleTable readValidation(SparkSession session, List<String> paths) {
        return data.areImages()
                ? ExampleTable.read(session, data.images("--validation", paths, validation.labelFile()))
                : read(session, table(data.source(paths), Optional.empty(), Optional.empty()));
    }

    private ExampleTable read(SparkSession session, TableSettings settings) {
        var table = ExampleTable.read(session, settings);
        table.badRows().warning().ifPresent(report::warns);
        return table;
    }

    private TableSettings table(TableSource source, Optional<String> weight, Optional<String> group) {
        return new TableSettings(
                source,
                layout.layout(recipe.fillsMissing()),
                recipe.learned().learned(),
                weight,
                group,
                badRows.treatment());
    }

    private IdxSource images() {
        recipe.learned().learnImages();
        var images = data.images();
        if (images.labels().isEmpty()) {
            throw new WrongArgument("--label-file: it is missing. Name the file with the labels of the images.");
        }
        return images;
    }
}
