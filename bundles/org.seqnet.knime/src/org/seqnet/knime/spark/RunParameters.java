package org.seqnet.knime.spark;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.knime.location.IfExists;

/**
 * Where Spark runs, and with what; the only class of this room besides {@link SparkDataParameters} that touches KNIME's
 * file widget, which is no public API yet. The names of the fields are settings keys and never change.
 */
public final class RunParameters implements NodeParameters {
    static final String JAR_VARIABLE = "SEQNET_SPARK_JAR";

    private static final Pattern MEMORY = Pattern.compile("\\d{1,9}[kKmMgGtT][bB]?");

    @Widget(title = "Run on", description = "Where Spark runs.")
    @ValueSwitchWidget
    @ValueReference(RunOn.Selected.class)
    RunOn runOn = RunOn.LOCAL;

    @Widget(
            title = "Master URL",
            description = "The master of the cluster, for example spark://host:7077, yarn, or k8s://https://host:443.")
    @Effect(predicate = RunOn.IsCluster.class, type = EffectType.SHOW)
    String master = "";

    @Widget(title = "Livy URL", description = "The URL of the Livy server, for example http://host:8998.")
    @Effect(predicate = RunOn.IsLivy.class, type = EffectType.SHOW)
    String livyUrl = "";

    @Widget(
            title = "Spark folder (optional)",
            description = "The folder into which Spark 3.5 or 4 was unpacked. If empty, the environment variable "
                    + "SPARK_HOME is used, and otherwise spark-submit on the PATH.")
    @Effect(predicate = RunOn.IsSubmitted.class, type = EffectType.SHOW)
    String sparkFolder = "";

    @Widget(
            title = "Application jar (optional)",
            description = "The full path of seqnet-spark.jar, which is part of each release of this extension but not "
                    + "of its update site. If empty, the environment variable SEQNET_SPARK_JAR is used. For Livy, "
                    + "the location of the file on the cluster, for example hdfs:///apps/seqnet-spark.jar.")
    String applicationJar = "";

    @Widget(
            title = "Memory",
            description = "The memory of Spark if it runs locally, and of each worker on a cluster: a number with m "
                    + "or g, for example 4g. Leave empty for Spark's default.")
    String memory = "4g";

    @Widget(
            title = "Cores",
            description = "The number of CPU cores to use if Spark runs locally, and of each worker on a cluster. Set "
                    + "to 0 for all cores, or for the cluster's default.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int cores;

    @Widget(
            title = "Additional options (optional)",
            description = "More options for spark-submit, separated by spaces or line breaks; quote values with "
                    + "spaces. Example: --num-executors 8 --conf spark.network.timeout=300s. For Livy, only options "
                    + "of the form --conf name=value. Do not enter passwords or keys: they are saved with the workflow "
                    + "and can be seen in the list of processes. Put them into conf/spark-defaults.conf in the Spark "
                    + "folder instead.")
    @TextAreaWidget(rows = 2)
    String additionalOptions = "";

    @Widget(
            title = "Network file on the cluster",
            description = "Where Spark writes the trained network, for example hdfs:///models/machines.seqnet.")
    @Effect(predicate = RunOn.IsLivy.class, type = EffectType.SHOW)
    String networkOnCluster = "";

    @Widget(
            title = "Network file as KNIME reads it",
            description = "The same file as KNIME can reach it: a local path, such as that of a shared folder, a "
                    + "location relative to the workflow or mountpoint, or a URL.")
    @FileReaderWidget(fileExtensions = ModelArchive.FILE_EXTENSION)
    @Effect(predicate = RunOn.IsLivy.class, type = EffectType.SHOW)
    FileSelection networkFile = new FileSelection();

    @Widget(title = "If exists", description = "What to do if the network file already exists.")
    @ValueSwitchWidget
    @Effect(predicate = RunOn.IsLivy.class, type = EffectType.SHOW)
    IfExists ifExists = IfExists.FAIL;

    /** Checks what does not depend on this machine. */
    void require() {
        requireText("Memory", memory);
        requireText("Additional options", additionalOptions);
        requireText("Master URL", master);
        requireText("Livy URL", livyUrl);
        requireText("Network file on the cluster", networkOnCluster);
        if (!memory.isBlank() && !MEMORY.matcher(memory.strip()).matches()) {
            throw new SeqNetException(
                    "Memory: %s is not a number with a unit, such as 4g or 512m.".formatted(Quoted.of(memory.strip())));
        }
        if (cores < 0) {
            throw new SeqNetException("Cores: %d is less than 0. Set to 0 for all cores.".formatted(cores));
        }
        var options = options();
        switch (runOn) {
            case LOCAL -> SparkSubmit.requireHere(options);
            case CLUSTER -> {
                SparkSubmit.requireHere(options);
                required(master, "Master URL", "Enter the URL of the cluster's master, such as spark://host:7077.");
            }
            case LIVY -> {
                LivyBatch.properties(options);
                Livy.address(livyUrl);
                required(
                        networkOnCluster,
                        "Network file on the cluster",
                        "Enter where Spark is to write the network, such as hdfs:///models/machines.seqnet.");
            }
        }
    }

    /** Refuses what only damaged settings have. */
    private static void requireText(String setting, String text) {
        if (text == null) {
            throw new SeqNetException(setting + ": the setting has no value. Open the dialog and apply it again.");
        }
    }

    private static void required(String text, String setting, String resolution) {
        if (text.isBlank()) {
            throw new SeqNetException("%s: nothing is entered. %s".formatted(setting, resolution));
        }
    }

    /** Returns the additional options as words. */
    List<String> options() {
        return Words.of("Additional options", additionalOptions);
    }

    /**
     * Returns where the application is.
     *
     * @param environment the variables of the environment
     * @throws SeqNetException if nothing says where
     */
    String jar(Map<String, String> environment) {
        var jar = applicationJar.isBlank() ? environment.getOrDefault(JAR_VARIABLE, "") : applicationJar;
        if (jar.isBlank()) {
            throw new SeqNetException("Application jar: no file is entered, and the environment variable "
                    + JAR_VARIABLE + " is not set. Download seqnet-spark.jar from the release of this extension, and "
                    + "enter its path in the node's dialog.");
        }
        return jar.strip();
    }
}
