package org.seqnet.spark.app;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
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
            "An argument @FILE stands for the arguments in a file. What is not set is as in a new learner of KNIME."
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

    @ArgGroup(validate = false, heading = "%nSequences in the data%n")
    private LayoutArguments layout = new LayoutArguments();

    @ArgGroup(validate = false, heading = "%nValidation%n")
    private ValidationArguments validation = new ValidationArguments();

    @Mixin
    private RecipeArguments recipe = new RecipeArguments();

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
        recipe.require(command.commandLine().getParseResult());
        recipe.recipe(() -> 1, true, Map.of());
        cluster.require();
        return Main.DONE;
    }

    RecipeArguments recipe() {
        return recipe;
    }
}
