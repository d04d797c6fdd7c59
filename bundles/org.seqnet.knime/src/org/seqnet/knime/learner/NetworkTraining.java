package org.seqnet.knime.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.search.SuccessiveHalving;
import org.seqnet.engine.search.TrialScore;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceFacts;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.RateTest;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingResult;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.LabelledTable.Expected;
import org.seqnet.knime.label.LabelledTable.Rows;
import org.seqnet.knime.label.RowLabels;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.message.Sentences;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.network.TrainingOutcome;
import org.seqnet.knime.symbol.UnknownWarning;

/** What all learners do: check the tables, pack them once, train, and report the progress. */
final class NetworkTraining {
    private static final NodeLogger LOG = Logs.of(NetworkTraining.class);
    /** The share of the progress bar that packing takes. */
    private static final double PACKING = 0.05;
    /** The share of the rest that a search takes, if there is one: two rounds and the last training are usual. */
    private static final double SEARCHING = 0.65;

    private final TrainingTables tables;
    private final Recipe recipe;

    private NetworkTraining(SequenceDataParameters columns, Optional<SymbolParameters> symbols, Recipe recipe) {
        this.tables = new TrainingTables(columns, symbols, recipe);
        this.recipe = recipe;
    }

    /**
     * Prepares a training; the training table's spec decides whether labels or values are learned.
     *
     * @throws InvalidSettingsException if the table has nothing to learn, or the settings do not fit it
     */
    static NetworkTraining of(LearnerSettings settings, DataTableSpec training) throws InvalidSettingsException {
        var columns = settings.data();
        columns.chooseColumns(training);
        settings.symbols().ifPresent(any -> columns.chooseSymbols(training));
        try {
            return new NetworkTraining(
                    columns, settings.symbols(), settings.recipe().learning(columns.truth("training table", training)));
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }

    /** The rows to learn from and those to validate on, packed. */
    private record Examples(
            LabelledSequences training, Optional<LabelledSequences> validation, Optional<UndecidedRows> undecided) {
        /** Returns these with the numbers that their symbols have in a vocabulary. */
        Examples in(Vocabulary vocabulary) {
            var known = Optional.of(vocabulary);
            return new Examples(training.in(known), validation.map(rows -> rows.in(known)), undecided);
        }
    }

    record Outcome(
            NetworkPortObject network,
            BufferedDataTable history,
            OptionalLong validationSequences,
            Optional<RateTest> rateTest,
            List<TrialScore> trials,
            Optional<Transfer> transfer,
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
        var training = tables.training(specs.training());
        var encoder = tables.encoder(training, training.tensors(), specs.network());
        var form = encoder.inputForm();
        var trainingShape = training.shape(form);
        var shape = specs.network().flatMap(NetworkPortObjectSpec::inputShape).or(() -> trainingShape);
        if (recipe.search().isPresent() && specs.network().isPresent()) {
            throw Failures.invalid(
                    "A search cannot change the settings of a network that is connected.",
                    "Disable the search, or disconnect the network to train a new one.");
        }
        shape.ifPresent(known -> recipe.options().augmentation().requireFor(encoder, known));
        tables.requireSeason(shape);
        if (specs.validation().isPresent()) {
            var validation = tables.validation(specs.validation().get(), training);
            TrainingTables.requireChannels(form, validation.channels());
            var validationShape = validation.shape(form);
            if (shape.isPresent() && validationShape.isPresent() && !shape.get().accepts(validationShape.get())) {
                throw Failures.invalid(
                        "The sequences of the validation table have %s, those of the training table %s."
                                .formatted(validationShape.get(), shape.get()),
                        "Reshape both tables in the same way.");
            }
        } else if (recipe.holdOut().isPresent()) {
            tables.grouped(training);
        } else if (recipe.options().earlyStopping().isPresent()) {
            throw Failures.invalid(
                    "Early stopping requires a validation table or a validation share.",
                    "Add the validation port (the node's \"...\" menu) and connect it, set a validation share, or "
                            + "disable early stopping.");
        } else if (recipe.search().isPresent()) {
            throw Failures.invalid(
                    "A search requires a validation table or a validation share.",
                    "Add the validation port (the node's \"...\" menu) and connect it, set a validation share, or "
                            + "disable the search.");
        }
        var resumed = specs.network().filter(network -> recipe.resumes());
        var spec = new NetworkPortObjectSpec(
                        encoder,
                        resumed.map(NetworkPortObjectSpec::head).orElse(recipe.head()),
                        training.truth().name(),
                        shape,
                        resumed.isPresent()
                                ? resumed.get().labels().map(labels -> labels.as(training.labelType()))
                                : training.labels())
                .ofMembers(recipe.members())
                .ofSymbols(training.tokenizer().isPresent())
                .reading(
                        specs.network().map(NetworkPortObjectSpec::preparation).orElse(training.preparation()),
                        specs.network()
                                .map(NetworkPortObjectSpec::hasMask)
                                .orElse(recipe.preprocessing().mask()));
        spec.requireDevice();
        return spec;
    }

    /** Trains a new network, or the one that is connected. */
    Outcome execute(LearnerInputs<BufferedDataTable, NetworkPortObject> inputs, ExecutionContext exec, LiveView live)
            throws KNIMEException, CanceledExecutionException {
        try {
            return train(inputs, exec, live);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (KNIMERuntimeException e) {
            throw e.getCause();
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        }
    }

    private Outcome train(
            LearnerInputs<BufferedDataTable, NetworkPortObject> inputs, ExecutionContext exec, LiveView live)
            throws KNIMEException, CanceledExecutionException, InvalidSettingsException {
        recipe.stop().requireNotGivenYet();
        LocalDevice.prepare();
        var connected = inputs.network().map(NetworkPortObject::network);
        var gaps = recipe.gaps(connected);
        var training = tables.training(inputs.training().getDataTableSpec()).with(gaps);
        boolean holdsOut = inputs.validation().isEmpty();
        var encoder = tables.encoder(
                training, training.tensors(inputs.training()), inputs.network().map(NetworkPortObject::getSpec));
        var form = encoder.inputForm();
        var trainingShape = training.shape(form);
        var resumed = connected.filter(network -> recipe.resumes());
        var packing = exec.createSubProgress(PACKING);
        var rows = (holdsOut ? tables.grouped(training) : training)
                .pack(
                        inputs.training(),
                        form,
                        connected
                                .map(this::readBy)
                                .or(() -> trainingShape.map(shape -> new Expected(shape, "the column's spec states"))),
                        resumed.map(TrainedNetwork::labels),
                        packing);
        var warnings = new ArrayList<String>();
        resumed.flatMap(network ->
                        FreshUpdater.warning(network, recipe.options().updater()))
                .ifPresent(warnings::add);
        connected.flatMap(this::otherPreprocessing).ifPresent(warnings::add);
        if (connected.isEmpty() && recipe.transfer().isPresent()) {
            warnings.add("No network is connected to transfer; a new network was trained.");
        }
        boolean severalLabels = training.truth() instanceof RowLabels labels && !labels.areClasses();
        if (resumed.isEmpty() || severalLabels) {
            training.truth().requireLearnable(rows.data(), training.title());
        }
        rows.warning(training.title()).ifPresent(warnings::add);
        if (severalLabels) {
            rows.absentLabels(training.title()).ifPresent(warnings::add);
        }
        var expected = connected
                .map(this::readBy)
                .orElseGet(() -> new Expected(
                        encoder.inputShape(SequenceFacts.of(rows.data().sequences())), "the training table has"));
        var packed = inputs.validation().isPresent()
                ? validated(inputs.validation().get(), training, form, expected, rows, packing, warnings)
                : heldOut(inputs.training(), training, rows, warnings);
        var vocabulary = tables.symbols()
                .filter(any -> training.tokenizer().isPresent())
                .map(settings -> vocabulary(settings, connected, packed, warnings));
        var examples = vocabulary.map(packed::in).orElse(packed);
        var architecture = recipe.architecture(encoder, examples.training())
                .with(vocabulary.map(known -> tables.symbols().orElseThrow().embedding(known.size())));
        var options =
                recipe.options(examples.training().size(), examples.validation().isPresent());
        LOG.info("%s: %s, %d %s"
                .formatted(
                        architecture.title(),
                        examples.training().sequences(),
                        examples.training().domain().size(),
                        recipe.head().words()));
        recipe.stop().file().ifPresent(file -> LOG.info("to stop and keep the network, create the file " + file));
        var before = resumed.map(network -> network.provenance().history()).orElse(List.of());
        live.begins(architecture, examples.training(), examples.validation(), before);
        var log = new TrainingLog(
                LOG::info,
                before.size() + options.epochs(),
                !options.schedule().equals(Schedule.CONSTANT),
                System::nanoTime);
        var progress = new TrainingProgress(
                exec.createSubProgress(1 - PACKING),
                recipe.search().isPresent() ? SEARCHING : 0,
                log,
                live,
                recipe.stop(),
                examples.undecided());
        var result = fit(architecture, options, connected, examples, progress);
        examples.undecided().flatMap(UndecidedRows::warning).ifPresent(warnings::add);
        progress.precisionWarning().ifPresent(warnings::add);
        LOG.info(TrainingOutcome.of(result.network()));
        return new Outcome(
                new NetworkPortObject(result.network(), training.truth().name()),
                HistoryTable.of(
                        architecture.head(),
                        progress.trials(),
                        result.history(),
                        recipe.search().isPresent(),
                        exec),
                examples.validation().stream()
                        .mapToLong(LabelledSequences::size)
                        .findFirst(),
                progress.rateTest(),
                progress.trials(),
                connected.flatMap(network -> recipe.transfer().map(learned -> new Transfer(network, learned))),
                warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", warnings)));
    }

    /** Packs the rows of the validation table. */
    private Examples validated(
            BufferedDataTable table,
            LabelledTable training,
            InputForm form,
            Expected expected,
            Rows rows,
            ExecutionMonitor packing,
            List<String> warnings)
            throws KNIMEException, CanceledExecutionException, InvalidSettingsException {
        var validation = tables.validation(table.getDataTableSpec(), training).with(training.gaps());
        var checked = validation.pack(
                table, form, Optional.of(expected), Optional.of(rows.data().domain()), packing);
        checked.warning(validation.title()).ifPresent(warnings::add);
        return new Examples(
                rows.data(),
                Optional.of(checked.data()),
                Optional.of(new UndecidedRows(validation, table, checked.skipped()::row)));
    }

    /** Holds rows of the training table out, if settings say so and some can be spared. */
    private Examples heldOut(BufferedDataTable table, LabelledTable training, Rows rows, List<String> warnings) {
        var head = recipe.head().example();
        var heldOut = recipe.holdOut().flatMap(holdOut -> holdOut.of(rows, head));
        if (heldOut.isEmpty()) {
            if (recipe.search().isPresent()) {
                throw new SeqNetException("A search requires validation rows. "
                        + recipe.holdOut()
                                .map(holdOut -> holdOut.obstacle(rows, head))
                                .orElse("Set a validation share."));
            }
            recipe.holdOut()
                    .ifPresent(holdOut -> warnings.add(holdOut.obstacle(rows, head)
                            + " The network was trained on all rows without early stopping."));
            return new Examples(rows.data(), Optional.empty(), Optional.empty());
        }
        int[] numbers = heldOut.get().numbers();
        LOG.info(String.format(
                Locale.ROOT,
                "%,d of %,d rows are held out for validation",
                numbers.length,
                rows.data().size()));
        return new Examples(
                heldOut.get().training(),
                Optional.of(heldOut.get().validation()),
                Optional.of(
                        new UndecidedRows(training, table, n -> rows.skipped().row(numbers[n]))));
    }

    /** Returns the vocabulary of the network to train, and warns about symbols that are not in it. */
    private Vocabulary vocabulary(
            SymbolParameters settings, Optional<TrainedNetwork> connected, Examples examples, List<String> warnings) {
        var training = examples.training().sequences();
        var known = connected
                .flatMap(network -> network.input().vocabulary())
                .orElseGet(() -> settings.vocabulary(training));
        UnknownWarning.of(known.unknownIn(training), "training rows").ifPresent(warnings::add);
        examples.validation()
                .flatMap(rows -> UnknownWarning.of(known.unknownIn(rows.sequences()), "validation rows"))
                .ifPresent(warnings::add);
        return known;
    }

    private Expected readBy(TrainedNetwork connected) {
        return new Expected(connected.inputShape(), tables.connectedNetwork() + " reads");
    }

    private TrainingResult fit(
            Architecture architecture,
            TrainingOptions options,
            Optional<TrainedNetwork> connected,
            Examples examples,
            TrainingProgress progress)
            throws CanceledExecutionException {
        var training = examples.training();
        var validation = examples.validation();
        var trainer = new Trainer();
        return Cancellation.passedOn(progress.monitor(), () -> {
            if (recipe.search().isPresent()) {
                return new SuccessiveHalving(
                                recipe.search().get(),
                                architecture,
                                recipe.preprocessing(),
                                options,
                                training,
                                validation,
                                progress)
                        .run()
                        .training();
            }
            if (connected.isEmpty()) {
                return trainer.train(architecture, recipe.preprocessing(), options, training, validation, progress);
            }
            if (recipe.resumes()) {
                LOG.info("resuming after epoch "
                        + connected.get().provenance().history().size());
                return trainer.resume(connected.get(), architecture.encoder(), options, training, validation, progress);
            }
            var transfer = new Transfer(connected.get(), recipe.transfer().orElseThrow());
            LOG.info(transfer.words());
            return trainer.transfer(
                    transfer.network(), transfer.learned(), architecture, options, training, validation, progress);
        });
    }

    /** Returns a warning if the settings ask for another preprocessing than a connected network has. */
    private Optional<String> otherPreprocessing(TrainedNetwork network) {
        var own = network.input().preprocessing();
        return recipe.preprocessing().allows(own)
                ? Optional.empty()
                : Optional.of(
                        ("%s keeps its own preprocessing (scaling: %s); the preprocessing settings of this node have "
                                        + "no effect.")
                                .formatted(Sentences.begun(tables.connectedNetwork()), own));
    }
}
