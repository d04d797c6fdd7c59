package org.seqnet.knime.learner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.KNIMEException.KNIMERuntimeException;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.TrainingResult;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.LabelledTable.Expected;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** What all learners do: check the tables, pack them once, train, and report the progress. */
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

    /** The result of a learner: the network, the history table, and a warning. */
    record Outcome(
            NetworkPortObject network,
            BufferedDataTable history,
            OptionalLong validationSequences,
            Optional<String> warning) {}

    /**
     * Checks the tables' specs and returns what is known of the network.
     *
     * @throws InvalidSettingsException if the tables cannot be learned from with these settings
     */
    NetworkPortObjectSpec configure(LearnerInputs<DataTableSpec, NetworkPortObjectSpec> specs)
            throws InvalidSettingsException {
        try {
            return check(specs);
        } catch (SeqNetException e) {
            throw Failures.invalid(e.getMessage(), "Change the network settings, or reshape the table.");
        }
    }

    private NetworkPortObjectSpec check(LearnerInputs<DataTableSpec, NetworkPortObjectSpec> specs)
            throws InvalidSettingsException {
        var training = training(specs.training());
        var encoder = encoder(training, training.tensors(), specs.network());
        var form = encoder.inputForm();
        var trainingShape = training.shape(form);
        var shape = specs.network().flatMap(NetworkPortObjectSpec::inputShape).or(() -> trainingShape);
        if (specs.validation().isPresent()) {
            var validation = validation(specs.validation().get());
            requireChannels(form, validation.channels());
            var validationShape = validation.shape(form);
            if (shape.isPresent() && validationShape.isPresent() && !shape.get().accepts(validationShape.get())) {
                throw Failures.invalid(
                        "The sequences of the validation table have %s, those of the training table %s."
                                .formatted(validationShape.get(), shape.get()),
                        "Reshape both tables in the same way.");
            }
        } else if (recipe.options().earlyStopping().isPresent()) {
            throw Failures.invalid(
                    "Early stopping requires a validation table.",
                    "Add the validation port (the node's \"...\" menu) and connect it, or disable early stopping.");
        }
        return new NetworkPortObjectSpec(
                encoder,
                HeadKind.CLASSES,
                columns.labelColumn,
                shape,
                specs.network().isPresent()
                        ? specs.network().get().labels().map(labels -> labels.as(training.labelType()))
                        : training.labels());
    }

    private static void requireChannels(InputForm form, OptionalInt validation) throws InvalidSettingsException {
        if (validation.isPresent() && !form.mayRead(validation.getAsInt())) {
            throw Failures.invalid(
                    "Channels: the images of the validation table have %d, those of the training table %d."
                            .formatted(validation.getAsInt(), form.channels()),
                    "Reshape both tables in the same way.");
        }
    }

    /** Returns the encoder to build for tensors of this shape, which may decide what the settings leave open. */
    private Encoder encoder(LabelledTable training, Optional<Shape> tensors, Optional<NetworkPortObjectSpec> resumed)
            throws InvalidSettingsException {
        var encoder = tensors.map(recipe.encoder()::reading).orElse(recipe.encoder());
        var channels = training.channels();
        // a network that read rows of colors as single values goes on as it was
        if (channels.isPresent()
                && resumed.map(network -> network.encoder().inputForm().channels() > 1)
                        .orElse(true)) {
            encoder = encoder.withChannels(channels.getAsInt());
        }
        if (resumed.isPresent()) {
            requireResumable(resumed.get(), encoder, training.shape(encoder.inputForm()));
        }
        return encoder;
    }

    private static void requireResumable(NetworkPortObjectSpec network, Encoder encoder, Optional<SequenceShape> shape)
            throws InvalidSettingsException {
        try {
            encoder.requireWeightsOf(network.encoder());
        } catch (SeqNetException e) {
            throw Failures.invalid(
                    e.getMessage(),
                    "Change the network settings to match, or disconnect the network to train a new one.");
        }
        if (network.inputShape().isPresent()
                && shape.isPresent()
                && !network.inputShape().get().accepts(shape.get())) {
            throw Failures.invalid(
                    "The sequences of the training table have %s; the network to resume reads %s."
                            .formatted(shape.get(), network.inputShape().get()),
                    "Reshape the table as for the first training, or disconnect the network to train a new one.");
        }
    }

    private LabelledTable training(DataTableSpec spec) throws InvalidSettingsException {
        columns.chooseColumns(spec);
        return columns.table(0, "training table", spec);
    }

    private LabelledTable validation(DataTableSpec spec) throws InvalidSettingsException {
        return columns.table(1, "validation table", spec);
    }

    /** Trains a new network, or the one that is connected. */
    Outcome execute(LearnerInputs<BufferedDataTable, NetworkPortObject> inputs, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException {
        try {
            return train(inputs, exec);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (KNIMERuntimeException e) {
            throw e.getCause();
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        }
    }

    private Outcome train(LearnerInputs<BufferedDataTable, NetworkPortObject> inputs, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException, InvalidSettingsException {
        recipe.stop().requireNotGivenYet();
        var training = training(inputs.training().getDataTableSpec());
        var encoder = encoder(
                training, training.tensors(inputs.training()), inputs.network().map(NetworkPortObject::getSpec));
        var form = encoder.inputForm();
        var trainingShape = training.shape(form);
        var resumed = inputs.network().map(NetworkPortObject::network);
        var packing = exec.createSubProgress(PACKING);
        var rows = training.pack(
                inputs.training(),
                form,
                resumed.map(NetworkTraining::readBy)
                        .or(() -> trainingShape.map(shape -> new Expected(shape, "the column's spec states"))),
                resumed.map(TrainedNetwork::labels),
                packing);
        var warnings = new ArrayList<String>();
        resumed.ifPresent(network -> warnAboutFreshUpdater(network, warnings));
        if (resumed.isEmpty()) {
            training.requireClasses(rows);
        }
        rows.warning(training.title()).ifPresent(warnings::add);
        Optional<LabelledSequences> validationData = Optional.empty();
        Optional<UndecidedRows> undecided = Optional.empty();
        if (inputs.validation().isPresent()) {
            var validationTable = inputs.validation().get();
            var validation = validation(validationTable.getDataTableSpec());
            var expected = resumed.map(NetworkTraining::readBy)
                    .orElseGet(
                            () -> new Expected(encoder.inputShape(rows.data().sequences()), "the training table has"));
            var checked = validation.pack(
                    validationTable,
                    form,
                    Optional.of(expected),
                    Optional.of(rows.data().domain()),
                    packing);
            checked.warning(validation.title()).ifPresent(warnings::add);
            validationData = Optional.of(checked.data());
            undecided = Optional.of(new UndecidedRows(validation, validationTable));
        }
        LOG.info("%s: %s, %d classes"
                .formatted(
                        encoder.title(),
                        rows.data().sequences(),
                        rows.data().domain().size()));
        DeviceNotice.log(LOG, recipe.options().threads());
        recipe.stop().file().ifPresent(file -> LOG.info("to stop and keep the network, create the file " + file));
        var result = fit(encoder, resumed, rows.data(), validationData, undecided, exec.createSubProgress(1 - PACKING));
        undecided.flatMap(UndecidedRows::warning).ifPresent(warnings::add);
        LOG.info(NetworkFacts.outcome(result.network().provenance()));
        return new Outcome(
                new NetworkPortObject(result.network(), columns.labelColumn),
                HistoryTable.of(result.history(), exec),
                validationData.stream().mapToLong(LabelledSequences::size).findFirst(),
                warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", warnings)));
    }

    private static Expected readBy(TrainedNetwork resumed) {
        return new Expected(resumed.inputShape(), "the network to resume reads");
    }

    private TrainingResult fit(
            Encoder encoder,
            Optional<TrainedNetwork> resumed,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            Optional<UndecidedRows> undecided,
            ExecutionMonitor monitor)
            throws CanceledExecutionException {
        var options = recipe.options();
        var trainer = new Trainer();
        return Cancellation.passedOn(monitor, () -> {
            if (resumed.isEmpty()) {
                var watch = new Watch(monitor, undecided, options.epochs());
                return trainer.train(
                        new Architecture(encoder, Classes.of(training.domain())), options, training, validation, watch);
            }
            int epochsBefore = resumed.get().provenance().history().size();
            LOG.info("resuming after epoch " + epochsBefore);
            var watch = new Watch(monitor, undecided, epochsBefore + options.epochs());
            return trainer.resume(resumed.get(), encoder, options, training, validation, watch);
        });
    }

    private void warnAboutFreshUpdater(TrainedNetwork network, List<String> warnings) {
        var updater = recipe.options().updater();
        if (!network.keepsStateOf(updater)) {
            warnings.add(
                    "The network to resume was trained with %s; %s starts without its state, so the loss may rise at "
                                    .formatted(
                                            network.provenance()
                                                    .options()
                                                    .updater()
                                                    .title(),
                                            updater.title())
                            + "first.");
        }
    }

    /** Reports training to the log and the progress bar, and tells training whether it was canceled. */
    private final class Watch implements TrainingListener {
        private static final long LOOK_NANOS = 200_000_000;

        private final ExecutionMonitor monitor;
        private final Optional<UndecidedRows> undecided;
        private final int lastEpoch;
        private final long start = System.nanoTime();
        private long lookedAt = start;

        Watch(ExecutionMonitor monitor, Optional<UndecidedRows> undecided, int lastEpoch) {
            this.monitor = monitor;
            this.undecided = undecided;
            this.lastEpoch = lastEpoch;
        }

        @Override
        public void batchEnded(BatchProgress progress) {
            monitor.setProgress(progress.fraction(), () -> text(progress));
        }

        @Override
        public void undecided(int epoch, int[] validationSequences) {
            undecided.ifPresent(rows -> rows.add(epoch, validationSequences));
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
            LOG.info(epoch.line(lastEpoch));
        }

        // not after every mini-batch: a look at a network drive may take as long as one
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
