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
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.KNIMEException.KNIMERuntimeException;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingResult;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.LabelledTable.Expected;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.message.Sentences;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

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
            var validation = validation(specs.validation().get(), training);
            requireChannels(form, validation.channels());
            var validationShape = validation.shape(form);
            if (shape.isPresent() && validationShape.isPresent() && !shape.get().accepts(validationShape.get())) {
                throw Failures.invalid(
                        "The sequences of the validation table have %s, those of the training table %s."
                                .formatted(validationShape.get(), shape.get()),
                        "Reshape both tables in the same way.");
            }
        } else if (recipe.holdOut().isPresent()) {
            grouped(training);
        } else if (recipe.options().earlyStopping().isPresent()) {
            throw Failures.invalid(
                    "Early stopping requires a validation table or a validation share.",
                    "Add the validation port (the node's \"...\" menu) and connect it, set a validation share, or disable "
                            + "early stopping.");
        }
        var resumed = specs.network().filter(network -> recipe.resumes());
        return new NetworkPortObjectSpec(
                        encoder,
                        resumed.map(NetworkPortObjectSpec::head).orElse(recipe.head()),
                        training.rowLabels().name(),
                        shape,
                        resumed.isPresent()
                                ? resumed.get().labels().map(labels -> labels.as(training.labelType()))
                                : training.labels())
                .reading(
                        specs.network().map(NetworkPortObjectSpec::preparation).orElse(training.preparation()),
                        specs.network()
                                .map(NetworkPortObjectSpec::hasMask)
                                .orElse(recipe.preprocessing().mask()));
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
            requireUsable(connected.get(), encoder, training);
        }
        return encoder;
    }

    private void requireUsable(NetworkPortObjectSpec network, Encoder encoder, LabelledTable training)
            throws InvalidSettingsException {
        var shape = training.shape(encoder.inputForm());
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
        network.requirePreparationOf(
                training.sequences(),
                "Column '%s' of the training table"
                        .formatted(training.sequences().getName()),
                connectedNetwork(),
                "Prepare the table as for the first training, for example with a copy of its Sequence Reshaper, or "
                        + "disconnect the network to train a new one.");
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
        return columns.table(0, "training table", spec);
    }

    private LabelledTable validation(DataTableSpec spec, LabelledTable training) throws InvalidSettingsException {
        var validation = columns.table(1, "validation table", spec);
        var differences = training.preparation().differences(validation.preparation(), "training table");
        if (!differences.isEmpty()) {
            throw Failures.invalid(
                    "Column '%s' of the validation table was prepared otherwise than that of the training table: %s."
                            .formatted(validation.sequences().getName(), String.join("; ", differences)),
                    "Prepare both tables in the same way, for example with copies of the same Sequence Reshaper.");
        }
        return validation;
    }

    /** Returns the training table with the groups that stay together when rows are held out. */
    private LabelledTable grouped(LabelledTable training) throws InvalidSettingsException {
        var column = recipe.holdOut().flatMap(HoldOut::groupColumn);
        return column.isPresent() ? training.groupedBy(column.get()) : training;
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
        var connected = inputs.network().map(NetworkPortObject::network);
        var gaps = recipe.gaps(connected);
        var training = training(inputs.training().getDataTableSpec()).with(gaps);
        boolean holdsOut = inputs.validation().isEmpty() && recipe.holdOut().isPresent();
        var encoder = encoder(
                training, training.tensors(inputs.training()), inputs.network().map(NetworkPortObject::getSpec));
        var form = encoder.inputForm();
        var trainingShape = training.shape(form);
        var resumed = connected.filter(network -> recipe.resumes());
        var packing = exec.createSubProgress(PACKING);
        var rows = (holdsOut ? grouped(training) : training)
                .pack(
                        inputs.training(),
                        form,
                        connected
                                .map(this::readBy)
                                .or(() -> trainingShape.map(shape -> new Expected(shape, "the column's spec states"))),
                        resumed.map(TrainedNetwork::labels),
                        packing);
        var warnings = new ArrayList<String>();
        resumed.ifPresent(network -> warnAboutFreshUpdater(network, warnings));
        connected.flatMap(this::otherPreprocessing).ifPresent(warnings::add);
        boolean severalLabels = !training.rowLabels().areClasses();
        if (resumed.isEmpty() || severalLabels) {
            training.requireLearnable(rows);
        }
        rows.warning(training.title()).ifPresent(warnings::add);
        if (severalLabels) {
            rows.absentLabels(training.title()).ifPresent(warnings::add);
        }
        var data = rows.data();
        Optional<LabelledSequences> validationData = Optional.empty();
        Optional<UndecidedRows> undecided = Optional.empty();
        if (holdsOut) {
            var heldOut = recipe.holdOut().get().of(rows);
            if (heldOut.isPresent()) {
                data = heldOut.get().training();
                validationData = Optional.of(heldOut.get().validation());
                int[] numbers = heldOut.get().numbers();
                undecided = Optional.of(new UndecidedRows(
                        training, inputs.training(), n -> rows.skipped().row(numbers[n])));
            } else {
                warnings.add(recipe.holdOut().get().obstacle(rows));
            }
        }
        if (inputs.validation().isPresent()) {
            var validationTable = inputs.validation().get();
            var validation =
                    validation(validationTable.getDataTableSpec(), training).with(gaps);
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
            undecided = Optional.of(new UndecidedRows(validation, validationTable, checked.skipped()::row));
        }
        var architecture = new Architecture(encoder, recipe.head(data));
        var options = recipe.options(data.size(), validationData.isPresent());
        LOG.info("%s: %s, %d %s"
                .formatted(
                        architecture.title(),
                        data.sequences(),
                        data.domain().size(),
                        severalLabels ? "labels" : "classes"));
        if (holdsOut) {
            LOG.info(HoldOut.line(validationData, rows.data().size()));
        }
        DeviceNotice.log(LOG, architecture.head(), recipe.options().threads());
        recipe.stop().file().ifPresent(file -> LOG.info("to stop and keep the network, create the file " + file));
        var result = fit(
                architecture, options, connected, data, validationData, undecided, exec.createSubProgress(1 - PACKING));
        undecided.flatMap(UndecidedRows::warning).ifPresent(warnings::add);
        LOG.info(NetworkFacts.outcome(result.network().provenance()));
        return new Outcome(
                new NetworkPortObject(result.network(), training.rowLabels().name()),
                HistoryTable.of(result.history(), exec),
                validationData.stream().mapToLong(LabelledSequences::size).findFirst(),
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
            TrainingOptions options,
            Optional<TrainedNetwork> connected,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            Optional<UndecidedRows> undecided,
            ExecutionMonitor monitor)
            throws CanceledExecutionException {
        int epochsBefore = connected
                .filter(network -> recipe.resumes())
                .map(network -> network.provenance().history().size())
                .orElse(0);
        var progress = new TrainingProgress(monitor, LOG, recipe.stop(), undecided, epochsBefore + options.epochs());
        var trainer = new Trainer();
        return Cancellation.passedOn(monitor, () -> {
            if (connected.isEmpty()) {
                return trainer.train(architecture, recipe.preprocessing(), options, training, validation, progress);
            }
            if (recipe.resumes()) {
                LOG.info("resuming after epoch " + epochsBefore);
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

    /** Returns a warning if the settings ask for another preprocessing than a connected network has. */
    private Optional<String> otherPreprocessing(TrainedNetwork network) {
        var own = network.input().preprocessing();
        return recipe.preprocessing().allows(own)
                ? Optional.empty()
                : Optional.of(
                        "%s keeps its own preprocessing (scaling: %s); the preprocessing settings of this node have no effect."
                                .formatted(Sentences.begun(connectedNetwork()), own));
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
