package org.seqnet.knime.spark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeLogger;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.file.NetworkFile;
import org.seqnet.knime.learner.LearningPlan;
import org.seqnet.knime.location.IfExists;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.location.TargetFile;
import org.seqnet.knime.message.Logs;

/** One training on Spark, from settings to a network. */
final class SparkTraining {
    private static final NodeLogger LOG = Logs.of(SparkTraining.class);
    private static final String RESUMED = ".resumed";

    private final SparkNetworkLearnerParameters settings;
    private final LearningPlan plan;
    private final Map<String, String> environment;

    /** @param environment the variables of the environment */
    SparkTraining(SparkNetworkLearnerParameters settings, LearningPlan plan, Map<String, String> environment) {
        this.settings = settings;
        this.plan = plan;
        this.environment = environment;
    }

    /**
     * Trains a new network, or one that is there.
     *
     * @throws SeqNetException if Spark is missing or the training fails; the message says what to do
     * @throws IOException if a file or a server cannot be reached; the message says what to do
     */
    TrainedNetwork run(Optional<TrainedNetwork> resumed, JobProgress progress, ExecutionMonitor monitor)
            throws IOException, InvalidSettingsException, CanceledExecutionException {
        return settings.run.runOn == RunOn.LIVY
                ? onLivy(resumed, progress, monitor)
                : submitted(resumed, progress, monitor);
    }

    private TrainedNetwork submitted(Optional<TrainedNetwork> resumed, JobProgress progress, ExecutionMonitor monitor)
            throws IOException, InvalidSettingsException, CanceledExecutionException {
        var submit = SparkSubmit.find(settings.run, environment);
        try (var folder = TemporaryFolder.create()) {
            var network = folder.path().resolve("network." + ModelArchive.FILE_EXTENSION);
            var before = folder.path().resolve("resumed." + ModelArchive.FILE_EXTENSION);
            var work = folder.path().resolve("work");
            var arguments =
                    settings.arguments(plan, SparkPath.of(network), false, resumed.map(any -> SparkPath.of(before)));
            var file = folder.fill(() -> {
                Files.createDirectory(work);
                if (resumed.isPresent()) {
                    write(resumed.get(), before);
                }
                return ArgumentFile.write(arguments, folder.path().resolve("arguments"));
            });
            var command = submit.command(settings.run, List.of("train", file));
            LOG.info("starting " + submit.shown(settings.run));
            var job = new SubmittedJob(command, submit.environment(environment), work);
            await(job, progress, monitor);
            if (!Files.isRegularFile(network)) {
                throw new SeqNetException("Spark has ended without a network. Check that \"Application jar\" is "
                        + "seqnet-spark.jar of the same version as this extension.");
            }
            return NetworkFile.read(new FSLocation(FSCategory.LOCAL, network.toString()), monitor);
        }
    }

    private static void write(TrainedNetwork network, Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ModelArchive.write(network, out);
        }
    }

    private static void await(SparkJob job, JobProgress progress, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        Cancellation.<Object, IOException>passedOn(monitor, () -> {
            job.run(progress);
            return null;
        });
    }

    private TrainedNetwork onLivy(Optional<TrainedNetwork> resumed, JobProgress progress, ExecutionMonitor monitor)
            throws IOException, InvalidSettingsException, CanceledExecutionException {
        var jar = settings.run.jar(environment);
        var file = settings.run.networkFile.getFSLocation();
        var obstacle = new TargetFile(file, false, settings.run.ifExists).obstacle();
        if (obstacle.isPresent()) {
            throw new SeqNetException(obstacle.get() + " " + TargetFile.WAY_OUT);
        }
        var cluster = settings.run.networkOnCluster.strip();
        var before = beside(file);
        try {
            if (resumed.isPresent()) {
                new TargetFile(before, false, IfExists.OVERWRITE)
                        .write(out -> ModelArchive.write(resumed.get(), out), monitor);
            }
            var arguments = settings.arguments(
                    plan, cluster, settings.run.ifExists == IfExists.OVERWRITE, resumed.map(any -> cluster + RESUMED));
            var batch = LivyBatch.of(settings.run, jar, train(arguments));
            await(new LivyJob(new Livy(settings.run.livyUrl), batch), progress, monitor);
            return NetworkFile.read(file, monitor);
        } finally {
            if (resumed.isPresent()) {
                remove(before);
            }
        }
    }

    private static List<String> train(List<String> arguments) {
        var all = new ArrayList<>(List.of("train"));
        all.addAll(arguments);
        return all;
    }

    private static FSLocation beside(FSLocation file) {
        return new FSLocation(
                file.getFSCategory(), file.getFileSystemSpecifier().orElse(null), file.getPath() + RESUMED);
    }

    private static void remove(FSLocation file) {
        try (var open = OpenLocation.of(file)) {
            open.use(Files::deleteIfExists);
        } catch (IOException e) {
            LOG.warn("%s could not be removed: %s".formatted(OpenLocation.name(file), e.getMessage()));
        }
    }
}
