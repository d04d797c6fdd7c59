package org.seqnet.knime.network;

import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.symbol.SymbolColumn;

/** A column of sequences that a network is to be applied to. */
public final class ReadableColumn {
    private ReadableColumn() {}

    /**
     * Makes sure that a network can read the sequences of a column, as far as both specs tell.
     *
     * @throws InvalidSettingsException if they have another shape, or were prepared otherwise
     */
    public static void require(NetworkPortObjectSpec network, DataColumnSpec column) throws InvalidSettingsException {
        boolean holdsSymbols = SymbolColumn.FITTING.test(column);
        if (network.readsSymbols() != holdsSymbols) {
            throw Failures.invalid(
                    "Column '%s' contains %s; the network reads %s."
                            .formatted(
                                    column.getName(),
                                    NetworkPortObjectSpec.contents(holdsSymbols),
                                    NetworkPortObjectSpec.contents(network.readsSymbols())),
                    "Select another column.");
        }
        if (holdsSymbols) {
            tokenizer(network, column);
            return;
        }
        var mismatch = network.mismatch(column);
        if (mismatch.isPresent()) {
            throw Failures.invalid(
                    "Column '%s' contains %s; the network expects %s."
                            .formatted(
                                    column.getName(),
                                    mismatch.get().held(),
                                    mismatch.get().read()),
                    "Reshape the table in the same way as the training table, or select another column.");
        }
        network.requirePreparationOf(
                column,
                "Column '%s'".formatted(column.getName()),
                "the network",
                "Prepare the table like the training table, for example with a copy of its Sequence Reshaper.",
                "Or select another column.");
    }

    /**
     * Returns how a network reads the texts or lists of a column; empty if it reads tensors.
     *
     * @throws InvalidSettingsException if it cannot split texts
     */
    public static Optional<Tokenizer> tokenizer(NetworkPortObjectSpec network, DataColumnSpec column)
            throws InvalidSettingsException {
        if (!network.readsSymbols()) {
            return Optional.empty();
        }
        var trained = Tokenizer.of(network.preparation());
        if (SymbolColumn.holdsLists(column)) {
            return Optional.of(trained.map(Tokenizer::ofLists).orElse(Tokenizer.OF_LISTS));
        }
        if (network.readsListsOnly()) {
            throw Failures.invalid(
                    "Column '%s' contains strings; the network reads lists of symbols.".formatted(column.getName()),
                    "Split the strings into lists, for example with a Cell Splitter, or select another column.");
        }
        return trained;
    }
}
