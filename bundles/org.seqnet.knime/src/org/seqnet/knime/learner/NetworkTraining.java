package org.seqnet.knime.learner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.EpochRecord;
import org.seqnet.engine.training.StopReason;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.TrainingResult;
import org.seqnet.knime.Cancellation;
import org.seqnet.knime.Failures;
import org.seqnet.knime.Logs;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** What all learners do: check the tables, pack them once, train, and tell how it goes. */
final class NetworkTraining {
    private static final NodeLogger LOG = Logs.of(NetworkTraining.class);
    /** The share of the progress bar that packing takes. */
    private static final double PACKING = 0.05;

    private final TrainingDataParameters columns;
    private final Recipe recipe;

    NetworkTraining(TrainingDataParameters columns, Recipe recipe) {
        this.columns = columns;
        this.recipe = recipe;
    }

    /** What a learner hands on: the network, the history table, and what the user should know. */
    record Outcome(NetworkPortObject network, BufferedDataTable history, Optional<String> warning) {}

    /**
     * Checks the tables' specs and returns what is known of the network.
     *
     * @param specs the training table's, and the validation table's if there is that port
     * @throws InvalidSettingsException if the tables cannot be learned from with these settings
     */
    NetworkPortObjectSpec configure(PortObjectSpec[] specs) throws InvalidSettingsException {
        var training = training((DataTableSpec) specs[0]);
        var shape = training.shape();
        if (specs.length > 1) {
            var validation = validation((DataTableSpec) specs[1]);
            if (shape.isPresent() && validation.shape().isPresent() && !shape.equals(validation.shape())) {
                throw Failures.invalid(
                        "The validation table's sequences have %s, the training table's %s."
                                .formatted(validation.shape().get(), shape.get()),
                        "Reshape both tables in the same way.");
            }
        } else if (recipe.options().earlyStopping().isPresent()) {
            throw Failures.invalid(
                    "Early stopping needs a validation table.",
                    "Add the validation port (the node's \"...\" menu) and connect it, or switch early stopping off.");
        }
        return new NetworkPortObjectSpec(recipe.architecture(), columns.labelColumn, shape, training.labels());
    }

    private TrainingTable training(DataTableSpec spec) throws InvalidSettingsException {
        columns.chooseColumns(spec);
        return TrainingTable.of(0, "training table", spec, columns);
    }

    private TrainingTable validation(DataTableSpec spec) throws InvalidSettingsException {
        return TrainingTable.of(1, "validation table", spec, columns);
    }

    /**
     * Trains a network.
     *
     * @param inputs the training table, and the validation table if there is that port
     */
    Outcome execute(PortObject[] inputs, ExecutionContext exec) throws KNIMEException, CanceledExecutionException {
        try {
            return train((BufferedDataTable) inputs[0], inputs.length > 1 ? (BufferedDataTable) inputs[1] : null, exec);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e, e.getMessage());
        }
    }

    private Outcome train(BufferedDataTable trainingTable, BufferedDataTable validationTable, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException, InvalidSettingsException {
        recipe.stop().requireNotGivenYet();
        var training = training(trainingTable.getDataTableSpec());
        var packing = exec.createSubProgress(PACKING);
        var rows = training.pack(trainingTable, training.shape(), Optional.empty(), packing);
        var warnings = new ArrayList<String>();
        warnAboutSkipped(rows, training, warnings);
        Optional<LabelledSequences> validationData = Optional.empty();
        if (validationTable != null) {
            var validation = validation(validationTable.getDataTableSpec());
            var shape = rows.data().sequences().shape();
            var checked = validation.pack(
                    validationTable, Optional.of(shape), Optional.of(rows.data().domain()), packing);
            warnAboutSkipped(checked, validation, warnings);
            validationData = Optional.of(checked.data());
        }
        LOG.info("%s: %s, %d classes"
                .formatted(
                        recipe.architecture().title(),
                        rows.data().sequences(),
                        rows.data().domain().size()));
        recipe.stop().file().ifPresent(file -> LOG.info("to stop and keep the network, create the file " + file));
        var result = fit(rows.data(), validationData, exec.createSubProgress(1 - PACKING));
        if (result.stopReason() != StopReason.ALL_EPOCHS_DONE) {
            LOG.info("stopped %s epoch %d; the network of epoch %d is kept"
                    .formatted(
                            result.stopReason() == StopReason.STOPPED_EARLY ? "early after" : "on request in",
                            result.history().size(),
                            result.bestEpoch()));
        }
        return new Outcome(
                new NetworkPortObject(result.network(), columns.labelColumn),
                HistoryTable.of(result.history(), exec),
                warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", warnings)));
    }

    private TrainingResult fit(
            LabelledSequences training, Optional<LabelledSequences> validation, ExecutionMonitor monitor)
            throws CanceledExecutionException {
        try {
            return new Trainer()
                    .train(recipe.architecture(), recipe.options(), training, validation, new Watch(monitor));
        } catch (CancellationException e) {
            monitor.checkCanceled();
            throw new CanceledExecutionException();
        }
    }

    private static void warnAboutSkipped(TrainingTable.Rows rows, TrainingTable table, List<String> warnings) {
        if (rows.skipped() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d of the %s's %,d rows were skipped because their sequence or label is missing.",
                    rows.skipped(),
                    table.title(),
                    rows.skipped() + rows.data().size()));
        }
    }

    /** Passes on how training goes: to the log, the progress bar, and back whether it was cancelled. */
    private final class Watch implements TrainingListener {
        private static final long LOOK_NANOS = 200_000_000;

        private final ExecutionMonitor monitor;
        private final long start = System.nanoTime();
        private long lookedAt = start;

        Watch(ExecutionMonitor monitor) {
            this.monitor = monitor;
        }

        @Override
        public void batchEnded(BatchProgress progress) {
            monitor.setProgress(progress.fraction(), () -> text(progress));
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
            LOG.info(epoch.line(recipe.options().epochs()));
        }

        // Not at every mini-batch: a look at a network drive may take as long as one.
        @Override
        public boolean isStopRequested() {
            long now = System.nanoTime();
            if (now - lookedAt < LOOK_NANOS) {
                return false;
            }
            lookedAt = now;
            return recipe.stop().isGiven(Duration.ofNanos(now - start));
        }

        @Override
        public boolean isCancelled() {
            return Cancellation.requested(monitor);
        }
    }

    /** Returns a line such as {@code epoch 3/10, loss 0.0812, accuracy 0.9761, 1,456 samples/s, 3 min 12 s left}. */
    static String text(BatchProgress progress) {
        var line = String.format(
                Locale.ROOT,
                "epoch %d/%d, loss %.4f, accuracy %.4f, %,.0f samples/s",
                progress.epoch(),
                progress.epochs(),
                progress.loss(),
                progress.accuracy(),
                progress.samplesPerSecond());
        return progress.remaining()
                .map(left -> line + ", " + words(left) + " left")
                .orElse(line);
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                : "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
