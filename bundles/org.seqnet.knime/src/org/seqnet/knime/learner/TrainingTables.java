package org.seqnet.knime.learner;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.column.ColumnMark;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.RowTruth;
import org.seqnet.knime.label.RowValues;
import org.seqnet.knime.label.TargetColumn;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** Finds what a learner learns from in its tables, and checks that tables, network and settings fit together. */
record TrainingTables(SequenceDataParameters columns, Optional<SymbolParameters> symbols, Recipe recipe) {
    private static final String MATCH =
            "Change the network settings to match, or disconnect the network to train a new one.";
    private static final String NO_ENSEMBLES =
            "Connect a network that is no ensemble, or disconnect the network to train a new one.";
    private static final String TRANSFER =
            "Or set \"Connected network\" to \"Transfer\" to start a new network with its layers.";
    private static final String USE_ENCODER = "Or set \"Connected network\" to use its convolutional layers only.";

    /** Makes sure that the network reads the images of the validation table, if its spec says that these are some. */
    static void requireChannels(InputForm form, OptionalInt validation) throws InvalidSettingsException {
        if (validation.isPresent() && !form.mayRead(validation.getAsInt())) {
            throw Failures.invalid(
                    "Channels: the images of the validation table have %d, those of the training table %d."
                            .formatted(validation.getAsInt(), form.channels()),
                    "Reshape both tables in the same way.");
        }
    }

    /** Returns the encoder to build for tensors of this shape, which may decide what the settings leave open. */
    Encoder encoder(LabelledTable training, Optional<Shape> tensors, Optional<NetworkPortObjectSpec> connected)
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
        if (network.readsSymbols() != training.tokenizer().isPresent()) {
            throw Failures.invalid(
                    "Column '%s' of the training table contains %s; %s reads %s."
                            .formatted(
                                    training.sequences().getName(),
                                    NetworkPortObjectSpec.contents(
                                            training.tokenizer().isPresent()),
                                    connectedNetwork(),
                                    NetworkPortObjectSpec.contents(network.readsSymbols())),
                    "Select another column, or disconnect the network to train a new one.");
        }
        requireWeights(() -> encoder.requireWeightsOf(network.encoder()), MATCH);
        boolean mayBeEnsemble = !(recipe.head().example() instanceof LabelPath);
        requireWeights(
                () -> Architecture.requireMembers(recipe.members(), network.members()),
                mayBeEnsemble ? MATCH : NO_ENSEMBLES);
        if (recipe.resumes()) {
            var own = recipe.head().example();
            boolean isPath = own instanceof LabelPath;
            boolean mayUseEncoder = !isPath || !(network.head().example() instanceof LabelPath);
            requireWeights(
                    () -> own.requireWeightsOf(network.head().example()),
                    mayUseEncoder ? new String[] {MATCH, isPath ? USE_ENCODER : TRANSFER} : new String[] {MATCH});
            requireTargetsOf(network, training);
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
        network.requirePreparation(
                training.preparation(),
                "Column '%s' of the training table"
                        .formatted(training.sequences().getName()),
                connectedNetwork(),
                "Prepare the table as for the first training, for example with a copy of its Sequence Reshaper, or "
                        + "disconnect the network to train a new one.");
    }

    /** Checks the names of the targets; those of labels are compared row by row. */
    private static void requireTargetsOf(NetworkPortObjectSpec network, LabelledTable training)
            throws InvalidSettingsException {
        var known = network.labels().map(LabelDomain::names);
        if (training.truth() instanceof RowValues values
                && known.isPresent()
                && !known.get().equals(values.targets())) {
            throw Failures.invalid(
                    "The targets of the training table are %s; those of the network to resume are %s."
                            .formatted(values.targets(), known.get()),
                    "Select the same target columns in the same order, or disconnect the network to train a new one.",
                    TRANSFER);
        }
    }

    /** Makes sure that windows reach further into the past than what the targets are related to. */
    void requireSeason(Optional<SequenceShape> shape) throws InvalidSettingsException {
        var forecast = recipe.head().forecast();
        if (forecast.isEmpty() || shape.isEmpty() || shape.get().isAnyLength()) {
            return;
        }
        int period = forecast.get().normalization().referenceSteps();
        int past = forecast.get().past(shape.get().timeSteps());
        if (past <= period) {
            throw Failures.invalid(
                    String.format(
                            Locale.ROOT,
                            "Seasonal period: the windows of the training table have %,d past time steps; a seasonal "
                                    + "period "
                                    + "of %,d requires at least %,d.",
                            past,
                            period,
                            period + 1L),
                    "Increase the window length in the Sequence Reshaper, or change the normalization.");
        }
    }

    private static void requireWeights(Runnable check, String... cures) throws InvalidSettingsException {
        try {
            check.run();
        } catch (SeqNetException e) {
            throw Failures.invalid(e.getMessage(), cures);
        }
    }

    /** Finds the columns of the training table. */
    LabelledTable training(DataTableSpec spec) throws InvalidSettingsException {
        columns.chooseColumns(spec);
        var table = columns.table(0, "training table", spec, symbols);
        return recipe.weightColumn().isPresent()
                ? table.weighted(recipe.weightColumn().get())
                : table;
    }

    /** Finds the columns of the validation table, which must have been prepared like the training table. */
    LabelledTable validation(DataTableSpec spec, LabelledTable training) throws InvalidSettingsException {
        var validation = columns.table(1, "validation table", spec, symbols);
        var differences = training.preparation().differences(validation.preparation(), "training table");
        if (!differences.isEmpty()) {
            throw Failures.invalid(
                    "Column '%s' of the validation table was prepared differently from that of the training table: %s."
                            .formatted(validation.sequences().getName(), String.join("; ", differences)),
                    "Prepare both tables in the same way, for example with copies of the same Sequence Reshaper.");
        }
        requireSameTask(training, validation);
        requireSameForecast(training, validation);
        return validation;
    }

    /** The type of the label column decides on the task, and may differ between the tables. */
    private static void requireSameTask(LabelledTable training, LabelledTable validation)
            throws InvalidSettingsException {
        if (training.truth() instanceof RowValues != validation.truth() instanceof RowValues) {
            throw Failures.invalid(
                    ("Label column: column '%s' of the training table has the type '%s', but column '%s' of the "
                                    + "validation "
                                    + "table has the type '%s'; one contains classes, the other one numeric values.")
                            .formatted(
                                    column(training.truth()),
                                    type(training),
                                    column(validation.truth()),
                                    type(validation)),
                    "Convert one of the columns to the type of the other one.");
        }
    }

    private static String column(RowTruth truth) {
        return truth instanceof TargetColumn target ? target.columnName() : truth.name();
    }

    private static String type(LabelledTable table) {
        return table.spec().getColumnSpec(column(table.truth())).getType().getName();
    }

    private static void requireSameForecast(LabelledTable training, LabelledTable validation)
            throws InvalidSettingsException {
        if (training.truth() instanceof RowValues learned
                && !(validation.truth() instanceof RowValues values
                        && values.forecast().equals(learned.forecast()))) {
            throw Failures.invalid(
                    "The target values in column %s of the validation table are not those of the same forecast as in "
                                    .formatted(validation.truth().place())
                            + "the training table.",
                    "Create both tables with copies of the same Sequence Reshaper.");
        }
    }

    /**
     * Returns the training table with the groups that stay together when rows are held out; those of a forecast are the
     * series, whose latest windows are held out of each.
     */
    LabelledTable grouped(LabelledTable training) throws InvalidSettingsException {
        var column = recipe.holdOut().flatMap(holdOut -> holdOut.groupColumn().or(() -> series(training)));
        return column.isPresent() ? training.groupedBy(column.get()) : training;
    }

    private static Optional<String> series(LabelledTable training) {
        return training.truth() instanceof RowValues values && values.forecast().isPresent()
                ? Columns.first(training.spec(), ColumnMark.SERIES::isOn)
                : Optional.empty();
    }

    /** Returns what messages call the network at the optional port. */
    String connectedNetwork() {
        return recipe.resumes() ? "the network to resume" : "the connected network";
    }
}
