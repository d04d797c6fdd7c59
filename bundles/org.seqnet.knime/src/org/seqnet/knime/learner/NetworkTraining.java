package org.seqnet.knime.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.KNIMEException.KNIMERuntimeException;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.RateTest;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingResult;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.LabelledTable.Expected;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.network.TrainingOutcome;

/** What all learners do: check the tables, pack them once, train, and report the progress. */
final class NetworkTraining {
    private static final NodeLogger LOG = Logs.of(NetworkTraining.class);
    /** The share of the progress bar that packing takes. */
    private static final double PACKING = 0.05;

    private static final String MATCH =
            "Change the network settings to match, or disconnect the network to train a new one.";
    private static final String USE_ENCODER = "Or set \"Connected network\" to use its convolutional layers only.";

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
            Optional<RateTest> rateTest,
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
        shape.ifPresent(known -> recipe.options().augmentation().requireFor(encoder, known));
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
        var resumed = specs.network().filter(network -> recipe.resumes());
        return new NetworkPortObjectSpec(
                encoder,
                resumed.map(NetworkPortObjectSpec::head).orElse(recipe.head()),
                training.rowLabels().name(),
                shape,
                resumed.isPresent()
                        ? resumed.get().labels().map(labels -> labels.as(training.labelType()))
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
    private Encoder encoder(LabelledTable training, Optional<Shape> tensors, Optional<NetworkPortObjectSpec> connected)
            throws InvalidSettingsException {
        var encoder = tensors.map(recipe.encoder()::reading).orElse(recipe.encoder());
        var channels = training.channels();
        // a network that read rows of colors as single values goes on as it was
        if (channels.isPresent()
                && connected
                        .map(network -> network.encoder().inputForm().channels() > 1)
                        .orElse(true)) {
            encoder = encoder.withChannels(channels.getAsInt());
        }
        if (connected.isPresent()) {
            requireUsable(connected.get(), encoder, training.shape(encoder.inputForm()));
        }
        return encoder;
    }

    private void requireUsable(NetworkPortObjectSpec network, Encoder encoder, Optional<SequenceShape> shape)
            throws InvalidSettingsException {
        requireWeights(() -> encoder.requireWeightsOf(network.encoder()), MATCH);
        if (recipe.resumes()) {
            var own = recipe.head().example();
            boolean mayUseEncoder = own instanceof LabelPath && !(network.head().example() instanceof LabelPath);
            requireWeights(
                    () -> own.requireWeightsOf(network.head().example()),
                    mayUseEncoder ? new String[] {MATCH, USE_ENCODER} : new String[] {MATCH});
        }
        if (network.inputShape().isPresent()
                && shape.isPresent()
                && !network.inputShape().get().accepts(shape.get())) {
            throw Failures.invalid(
                    "The sequences of the training table have %s; %s reads %s."
                            .formatted(
                                    shape.get(),
                                    connectedNetwork(),
                                    network.inputShape().get()),
                    "Reshape the table as for the first training, or disconnect the network to train a new one.");
        }
    }

    private static void requireWeights(Runnable check, String... cures) throws InvalidSettingsException {
        try {
            check.run();
        } catch (SeqNetException e) {
            throw Failures.invalid(e.getMessage(), cures);
        }
    }

    private LabelledTable training(DataTableSpec spec) throws InvalidSettingsException {
        columns.chooseColumns(spec);
        var table = columns.table(0, "training table", spec);
        return recipe.weightColumn().isPresent()
                ? table.weighted(recipe.weightColumn().get())
                : table;
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
        var connected = inputs.network().map(NetworkPortObject::network);
        var resumed = connected.filter(network -> recipe.resumes());
        var packing = exec.createSubProgress(PACKING);
        var rows = training.pack(
                inputs.training(),
                form,
                connected
                        .map(this::readBy)
                        .or(() -> trainingShape.map(shape -> new Expected(shape, "the column's spec states"))),
                resumed.map(TrainedNetwork::labels),
                packing);
        var warnings = new ArrayList<String>();
        resumed.ifPresent(network -> warnAboutFreshUpdater(network, warnings));
        boolean severalLabels = !training.rowLabels().areClasses();
        if (resumed.isEmpty() || severalLabels) {
            training.requireLearnable(rows);
        }
        rows.warning(training.title()).ifPresent(warnings::add);
        if (severalLabels) {
            rows.absentLabels(training.title()).ifPresent(warnings::add);
        }
        Optional<LabelledSequences> validationData = Optional.empty();
        Optional<UndecidedRows> undecided = Optional.empty();
        if (inputs.validation().isPresent()) {
            var validationTable = inputs.validation().get();
            var validation = validation(validationTable.getDataTableSpec());
            var expected = connected
                    .map(this::readBy)
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
        var architecture = new Architecture(encoder, recipe.head(rows.data()));
        LOG.info("%s: %s, %d %s"
                .formatted(
                        architecture.title(),
                        rows.data().sequences(),
                        rows.data().domain().size(),
                        severalLabels ? "labels" : "classes"));
        DeviceNotice.log(LOG, architecture.head(), recipe.options().threads());
        recipe.stop().file().ifPresent(file -> LOG.info("to stop and keep the network, create the file " + file));
        var progress = new TrainingProgress(
                exec.createSubProgress(1 - PACKING),
                LOG,
                recipe,
                undecided,
                resumed.map(network -> network.provenance().history().size()).orElse(0));
        var result = fit(architecture, connected, rows.data(), validationData, progress);
        undecided.flatMap(UndecidedRows::warning).ifPresent(warnings::add);
        LOG.info(TrainingOutcome.of(result.network().provenance()));
        return new Outcome(
                new NetworkPortObject(result.network(), training.rowLabels().name()),
                HistoryTable.of(result.history(), exec),
                validationData.stream().mapToLong(LabelledSequences::size).findFirst(),
                progress.rateTest(),
                warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", warnings)));
    }

    private Expected readBy(TrainedNetwork connected) {
        return new Expected(connected.inputShape(), connectedNetwork() + " reads");
    }

    /** Returns what messages call the network at the optional port. */
    private String connectedNetwork() {
        return recipe.resumes() ? "the network to resume" : "the connected network";
    }

    private TrainingResult fit(
            Architecture architecture,
            Optional<TrainedNetwork> connected,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingProgress progress)
            throws CanceledExecutionException {
        var options = recipe.options();
        var trainer = new Trainer();
        return Cancellation.passedOn(progress.monitor(), () -> {
            if (connected.isEmpty()) {
                return trainer.train(architecture, PreprocessingRule.NONE, options, training, validation, progress);
            }
            if (recipe.resumes()) {
                LOG.info("resuming after epoch "
                        + connected.get().provenance().history().size());
                return trainer.resume(connected.get(), architecture.encoder(), options, training, validation, progress);
            }
            boolean trainsEncoder = recipe.connected() == ConnectedNetwork.FINE_TUNE;
            LOG.info("starting from %s, which %s"
                    .formatted(
                            connected.get().architecture().encoder().title(),
                            trainsEncoder ? "is trained further" : "stays as it is"));
            return trainer.transfer(
                    connected.get(), trainsEncoder, architecture, options, training, validation, progress);
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
}
