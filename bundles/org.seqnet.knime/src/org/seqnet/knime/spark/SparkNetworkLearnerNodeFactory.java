package org.seqnet.knime.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.learner.HistoryTable;
import org.seqnet.knime.learner.LearningPlan;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.TrainingOutcome;

/** The Spark Network Learner: data on a cluster -> network, training history. */
public final class SparkNetworkLearnerNodeFactory extends DefaultNodeFactory {
    private static final NodeLogger LOG = Logs.of(SparkNetworkLearnerNodeFactory.class);
    private static final String NAME = "Spark Network Learner";

    private static final String DESCRIPTION =
            """
            <p>
                Trains a network on Apache Spark, for data that are too large for one machine or already on a cluster.
                The data are read by Spark, not by KNIME: Parquet, ORC, CSV or IDX files from any file system that
                Spark can read. The trained network comes back to KNIME and is used like that of any other learner, for
                example with the Network Predictor or the Network Writer.
            </p>
            <h4>What is needed</h4>
            <p>
                Spark 3.5 or 4, Java 17 or later, and the file seqnet-spark.jar. Spark is not part of this extension:
                download it from spark.apache.org, unpack it, and select its folder in the dialog, or set the
                environment variable <tt>SPARK_HOME</tt>. The file seqnet-spark.jar is part of each release of this
                extension; select it in the dialog, or set the environment variable <tt>SEQNET_SPARK_JAR</tt>. If
                <tt>JAVA_HOME</tt> is not set, Spark uses the Java of KNIME.
            </p>
            <p>
                The machines on which Spark runs need Linux on x86-64. On other systems, KNIME can only start the
                training through Livy.
            </p>
            <h4>From a laptop to a cluster</h4>
            <p>
                By default, Spark runs on this machine, so that a workflow can be built and tried out without a cluster.
                To run the same workflow on a cluster, change <i>Run on</i>: to <i>Cluster</i> if the program
                spark-submit on this machine can reach the cluster, or to <i>Livy</i> if a Livy server starts the
                training. The data must be where all workers can read them. With Livy, the network is
                written to a file that both the cluster and KNIME can reach, and progress is shown only if the server
                keeps the output of the driver, that is, if drivers run on the server itself.
            </p>
            <h4>How it works</h4>
            <p>
                The training data are divided into shards, which learn at the same time. After a number of mini-batches,
                the averaging interval, the weights of all shards are averaged. The network depends on the number of
                shards and on the interval, but not on the number of workers: the same settings give the same network on
                a laptop and on a cluster. With more shards, an epoch is faster on a large cluster but has fewer
                updates, so more epochs may be needed.
            </p>
            <p>
                The settings of network and training are those of the other learners, where they are explained in
                detail. MiniRocket is not available here; use the Rocket Learner. All epochs are shown while the
                training runs. If the node is canceled, the training on Spark is ended, and no files are left behind.
                If checkpoints are saved, the training continues from the latest one when the node is executed again.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public SparkNetworkLearnerNodeFactory() {
        super(DefaultNode.create()
                .name(NAME)
                .icon("spark-network-learner.png")
                .shortDescription("Trains a network on Apache Spark.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .dynamicPorts(SparkNetworkLearnerNodeFactory::ports)
                .model(model -> model.parametersClass(SparkNetworkLearnerParameters.class)
                        .configure(SparkNetworkLearnerNodeFactory::configure)
                        .execute(WithinHeap.execute(NAME, SparkNetworkLearnerNodeFactory::execute)))
                .nodeType(NodeType.Learner)
                .keywords(
                        "cluster",
                        "distributed",
                        "big data",
                        "Hadoop",
                        "Livy",
                        "Parquet",
                        "neural network",
                        "deep learning",
                        "LSTM",
                        "CNN"));
    }

    private static void ports(DynamicPortsAdder ports) {
        ports.addInputPortGroup("resume", group -> group.name("Network to resume")
                        .description("A network whose training is continued for the number of epochs set in the "
                                + "dialog. Its layers must match the settings.")
                        .optional()
                        .supportedTypes(NetworkPortObject.TYPE))
                .addOutputPortGroup("network", group -> group.name("Network")
                        .description("The trained network, for the Network Predictor.")
                        .fixed(NetworkPortObject.TYPE))
                .addOutputPortGroup("history", group -> group.name("Training history")
                        .description("One row per epoch, with the same columns as those of the other learners: "
                                + "accuracy and loss on the training rows and on the validation rows, duration, speed, "
                                + "device and learning rate.")
                        .fixed(BufferedDataTable.TYPE));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        SparkNetworkLearnerParameters parameters = input.getParameters();
        var plan = parameters.checked();
        // which sequences and labels there are shows when Spark reads the data
        output.setOutSpec(0, null);
        output.setOutSpec(1, HistoryTable.spec(plan.head(), false));
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        execute(input, output, System.getenv());
    }

    /** Does it in another environment. */
    static void execute(ExecuteInput input, ExecuteOutput output, Map<String, String> environment)
            throws CanceledExecutionException, KNIMEException {
        SparkNetworkLearnerParameters parameters = input.getParameters();
        var exec = input.getExecutionContext();
        var progress = new JobProgress(exec, LOG::info);
        var resumed = Arrays.stream(input.getInPortObjects())
                .filter(NetworkPortObject.class::isInstance)
                .map(object -> ((NetworkPortObject) object).network())
                .findFirst();
        try {
            var plan = parameters.checked();
            var network = new SparkTraining(parameters, plan, environment).run(resumed, progress, exec);
            LOG.info(TrainingOutcome.of(network.provenance()));
            output.setOutData(0, port(network, plan));
            output.setOutData(
                    1,
                    HistoryTable.of(
                            network.architecture().head(),
                            List.of(),
                            network.provenance().history(),
                            false,
                            exec));
            progress.warning().ifPresent(output::setWarningMessage);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        } catch (IOException e) {
            exec.checkCanceled();
            throw Failures.failure(e, e.getMessage());
        }
    }

    private static NetworkPortObject port(TrainedNetwork network, LearningPlan plan) {
        return network.labelName().isEmpty()
                ? new NetworkPortObject(network, plan.columns().get(0))
                : new NetworkPortObject(network);
    }
}
