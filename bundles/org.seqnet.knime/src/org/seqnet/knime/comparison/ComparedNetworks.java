package org.seqnet.knime.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObjectSpec;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.network.ReadableColumn;
import org.seqnet.knime.symbol.SymbolColumn;

/** The networks at the input ports after the test table, as described by their specs. */
record ComparedNetworks(List<NetworkPortObjectSpec> specs) {

    /** Returns those among the specs of all ports. */
    static ComparedNetworks of(PortObjectSpec[] ports) {
        return new ComparedNetworks(Arrays.stream(ports)
                .filter(NetworkPortObjectSpec.class::isInstance)
                .map(NetworkPortObjectSpec.class::cast)
                .toList());
    }

    /**
     * Checks that all networks can predict what the test table has.
     *
     * @throws InvalidSettingsException if one predicts neither classes nor values or something else than another one,
     *     reads other sequences than the table has or another network reads, or knows none of the table's labels
     */
    void requireComparable(LabelledTable table) throws InvalidSettingsException {
        var column = table.spec().getColumnSpec(table.sequenceColumn());
        for (int i = 0; i < specs.size(); i++) {
            requireReadable(i, column);
            requirePrepared(i, column);
            requireSameSequences(i);
            if (!predictValues()) {
                requireKnownLabels(i, table);
            }
            specs.get(i).requireDevice();
        }
    }

    /** Says whether the networks predict values rather than classes. */
    boolean predictValues() {
        return specs.get(0).head().isRegression();
    }

    /** Returns the name of the target of the first network, if it predicts values of one. */
    Optional<String> onlyTarget() {
        return specs.get(0)
                .labels()
                .map(LabelDomain::names)
                .filter(names -> names.size() == 1)
                .map(names -> names.get(0));
    }

    /** Returns the names of the targets of networks that predict values. */
    List<String> targets() {
        return specs.get(0).labels().orElseThrow().names();
    }

    /**
     * Checks that all networks predict the same: one class for each sequence, or values of the same targets.
     *
     * @throws InvalidSettingsException if one does not
     */
    void requireSameTask() throws InvalidSettingsException {
        for (int i = 0; i < specs.size(); i++) {
            var head = specs.get(i).head();
            if (!head.predictsClasses() && !head.isRegression()) {
                throw Failures.invalid(
                        "%s %s; only networks that predict one class or numeric values per sequence can be compared."
                                .formatted(words(i), head.example().purpose()),
                        "Disconnect the network. To measure it, use a Network Predictor and a %s."
                                .formatted(
                                        head.predictsValues()
                                                ? "Forecast Scorer"
                                                : head.predictsSteps() ? "Step Label Scorer" : "Multi-Label Scorer"));
            }
            if (head.isRegression() != predictValues()) {
                throw Failures.invalid(
                        "%s %s, but network 1 %s; only networks of the same task can be compared."
                                .formatted(
                                        words(i),
                                        head.example().purpose(),
                                        specs.get(0).head().example().purpose()),
                        "Connect networks that were trained on the same column.");
            }
            if (predictValues() && !specs.get(i).labels().orElseThrow().names().equals(targets())) {
                throw Failures.invalid(
                        ("%s predicts %s, but network 1 predicts %s; only networks with the same targets can be "
                                        + "compared.")
                                .formatted(
                                        words(i),
                                        names(specs.get(i).labels().orElseThrow()),
                                        names(specs.get(0).labels().orElseThrow())),
                        "Connect networks that were trained on the same columns in the same order.");
            }
        }
    }

    private void requireReadable(int index, DataColumnSpec column) throws InvalidSettingsException {
        boolean holdsSymbols = SymbolColumn.FITTING.test(column);
        if (specs.get(index).readsSymbols() != holdsSymbols) {
            throw Failures.invalid(
                    "%s reads %s, but column '%s' of the test table contains %s."
                            .formatted(
                                    words(index),
                                    NetworkPortObjectSpec.contents(!holdsSymbols),
                                    column.getName(),
                                    NetworkPortObjectSpec.contents(holdsSymbols)),
                    "Select another column, or disconnect the network.");
        }
        if (holdsSymbols) {
            requireSameSymbols(index, column);
            return;
        }
        var mismatch = specs.get(index).mismatch(column);
        if (mismatch.isPresent()) {
            throw Failures.invalid(
                    "%s reads %s, but column '%s' of the test table contains %s."
                            .formatted(
                                    words(index),
                                    mismatch.get().read(),
                                    column.getName(),
                                    mismatch.get().held()),
                    "Reshape the test table like the training table of the network, or disconnect the network.");
        }
    }

    /** Makes sure that a network splits texts, and cuts sequences, as the first one does: they are read once. */
    private void requireSameSymbols(int index, DataColumnSpec column) throws InvalidSettingsException {
        var read = ReadableColumn.tokenizer(specs.get(index), column).map(Tokenizer::preparation);
        var first = ReadableColumn.tokenizer(specs.get(0), column).map(Tokenizer::preparation);
        if (!read.equals(first)) {
            throw Failures.invalid(
                    "%s reads column '%s' of the test table differently from network 1: %s."
                            .formatted(
                                    words(index),
                                    column.getName(),
                                    String.join(
                                            "; ", first.orElseThrow().differences(read.orElseThrow(), "network 1"))),
                    "Connect networks that were trained with the same settings of \"Strings and lists\", or measure "
                            + "each with a "
                            + "Network Predictor and a Prediction Scorer.");
        }
    }

    /** Returns how texts and lists are read; empty if the first network reads tensors. */
    Optional<Tokenizer> tokenizer() {
        var first = specs.get(0);
        return first.readsSymbols()
                ? Tokenizer.of(first.preparation()).or(() -> Optional.of(Tokenizer.OF_LISTS))
                : Optional.empty();
    }

    /** Returns the name of the column of texts or lists that is read until told otherwise; may be empty. */
    String preferredSymbols(DataTableSpec table) {
        return specs.get(0).readsListsOnly()
                ? SymbolColumn.preferredLists(table)
                : SymbolColumn.preferred(table, LabelColumns.preferred(table));
    }

    private void requirePrepared(int index, DataColumnSpec column) throws InvalidSettingsException {
        if (specs.get(index).readsSymbols()) {
            return; // the node prepares them itself
        }
        specs.get(index)
                .requirePreparationOf(
                        column,
                        "Column '%s' of the test table".formatted(column.getName()),
                        "network %d (input port %d)".formatted(index + 1, index + 2),
                        "Prepare the test table like the training table of the network, for example with a copy of its "
                                + "Sequence Reshaper, or disconnect the network.");
    }

    private void requireSameSequences(int index) throws InvalidSettingsException {
        var shape = specs.get(index).inputShape();
        var read = shape();
        if (shape.isPresent() && read.isPresent() && !shape.get().accepts(read.get())) {
            throw Failures.invalid(
                    "%s reads sequences of %s, but another network reads sequences of %s."
                            .formatted(words(index), shape.get(), read.get()),
                    "Connect networks that read the same sequences.");
        }
    }

    private void requireKnownLabels(int index, LabelledTable table) throws InvalidSettingsException {
        var known = specs.get(index).labels();
        var asked = table.labels();
        if (known.isPresent()
                && asked.isPresent()
                && asked.get().names().stream().noneMatch(known.get()::contains)) {
            throw Failures.invalid(
                    "%s has none of the labels of column '%s' of the test table; its labels are %s."
                            .formatted(words(index), table.truth().name(), names(known.get())),
                    "Select the label column that the network was trained on, or disconnect the network.");
        }
    }

    /**
     * Checks that all networks know all labels.
     *
     * @throws KNIMEException if one does not
     */
    void requireLabelsOf(LabelledSequences data) throws KNIMEException {
        int[] occurring =
                IntStream.range(0, data.size()).map(data::label).distinct().toArray();
        for (int i = 0; i < specs.size(); i++) {
            var known = specs.get(i).labels().orElseThrow();
            for (int label : occurring) {
                var name = data.domain().name(label);
                if (!known.contains(name)) {
                    throw Failures.failure(
                            "%s does not have the label '%s' of the test table; its labels are %s."
                                    .formatted(words(i), name, names(known)),
                            "Remove the rows with this label, or connect a network that was trained on it.");
                }
            }
        }
    }

    /** Returns the shape of the sequences that all networks read, of any length if all networks read any length. */
    Optional<SequenceShape> shape() {
        var shapes = specs.stream().flatMap(spec -> spec.inputShape().stream()).toList();
        return shapes.stream().filter(shape -> !shape.isAnyLength()).findFirst().or(() -> shapes.stream()
                .findFirst());
    }

    /** Returns which tensors all networks read. */
    InputForm inputForm() {
        var forms = specs.stream()
                .map(spec -> spec.encoder().inputForm())
                .distinct()
                .toList();
        return forms.size() == 1 ? forms.get(0) : InputForm.SEQUENCES;
    }

    /** Returns a unique title for each network. */
    List<String> titles() {
        var taken = new HashSet<String>();
        var titles = new ArrayList<String>();
        for (var spec : specs) {
            var plain = spec.title();
            var title = plain;
            for (int i = 2; !taken.add(title); i++) {
                title = plain + " (" + i + ")";
            }
            titles.add(title);
        }
        return titles;
    }

    /** Returns what messages call a network: its number and that of its port; the first port is the table's. */
    String words(int index) {
        return String.format(
                Locale.ROOT,
                "Network %d (input port %d; %s)",
                index + 1,
                index + 2,
                specs.get(index).encoder().title());
    }

    private static String names(LabelDomain labels) {
        return NetworkFacts.listed(labels);
    }
}
