package org.seqnet.spark.app;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Applies a network to data and writes them with its predictions. */
@Command(
        name = "score",
        description = "Applies a network to the data of a cluster and writes them with its predictions.",
        customSynopsis = "spark-submit [Spark's options] " + Main.NAME + " score [options] [@FILE]",
        sortOptions = false,
        versionProvider = Version.class)
final class Score implements Callable<Integer> {
    private final Report report;
    private final Supplier<SparkSession> spark;

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
        return Main.DONE;
    }
}
