package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.sequence.Tokenizer.Unit;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.knime.dialog.ShownWhen;

/** How texts and lists become sequences of symbols. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class SymbolParameters implements NodeParameters {
    /** What the node's description says of strings and lists. */
    static final String STORY =
            """
            <h4>Strings and lists</h4>
            <p>
                If the sequence column contains strings or lists, each sequence consists of symbols: the letters or
                words of a string, its parts between separators, or the elements of a list. The most frequent symbols
                of the training rows become the vocabulary of the network, and the network learns a vector for each of
                them. All other symbols, and missing ones, share one vector for unknown symbols; the node reports how
                many there are. Sequences that are longer than the maximum length are cut, which the node reports, too.
            </p>
            """;

    @Widget(
            title = "Split strings into",
            description = "What the symbols of a string are. Of a list, each element is a symbol. The settings of this "
                    + "section are shown if the sequence column contains strings or lists.")
    @ValueSwitchWidget
    @ValueReference(SplitOf.class)
    @Effect(predicate = SequenceKind.IsText.class, type = EffectType.SHOW)
    Split split = Split.LETTERS;

    @Widget(
            title = "Separator",
            description = "The text between two symbols, such as a comma. White space around symbols is removed, and "
                    + "empty symbols are left out.")
    @Effect(predicate = HasSeparator.class, type = EffectType.SHOW)
    String separator = ",";

    @Widget(
            title = "Maximum length",
            description =
                    "The maximum number of symbols per sequence. Longer sequences are cut, which the node reports "
                            + "in a warning. Set to 0 for no limit.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = SequenceKind.HasSymbols.class, type = EffectType.SHOW)
    int maximumLength = 1000;

    @Widget(title = "Of longer sequences, keep", description = "Which symbols of longer sequences are kept.")
    @ValueSwitchWidget
    @Effect(predicate = SequenceKind.HasSymbols.class, type = EffectType.SHOW)
    Kept keep = Kept.FIRST;

    @Widget(
            title = "Maximum vocabulary size",
            description = "The maximum number of different symbols that the network knows: the most frequent ones of "
                    + "the training rows. All others count as one unknown symbol.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostSymbols.class)
    @Effect(predicate = SequenceKind.HasSymbols.class, type = EffectType.SHOW)
    int maximumSymbols = 20_000;

    @Widget(
            title = "Minimum occurrences",
            description = "How often a symbol must occur in the training rows to become part of the vocabulary. With "
                    + "2 or more, the network also learns what unknown symbols mean.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = SequenceKind.HasSymbols.class, type = EffectType.SHOW)
    int minimumOccurrences = 1;

    @Widget(
            title = "Embedding size",
            description = "The size of the vector that the network learns for each symbol. Set to 0 to let the number "
                    + "of symbols decide: 1.6 x symbols^0.56, but at most 64.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = MostDimensions.class)
    @Effect(predicate = SequenceKind.HasSymbols.class, type = EffectType.SHOW)
    int embeddingSize;

    @ValueReference(ReadKind.Current.class)
    @Persistor(ReadKind.Symbols.class)
    ReadKind reads = ReadKind.SYMBOLS;

    @ValueProvider(SequenceKind.OfColumn.class)
    @ValueReference(SequenceKind.Current.class)
    @Persistor(SequenceKind.Unsaved.class)
    SequenceKind kind = SequenceKind.TENSORS;

    /** Refers to how strings are split. */
    static final class SplitOf implements ParameterReference<Split> {}

    /** Holds while strings are split at a separator. */
    static final class IsSeparated extends ShownWhen<Split> {
        IsSeparated() {
            super(SplitOf.class, Split.SEPARATED);
        }
    }

    static final class HasSeparator extends ShownWhen.Both {
        HasSeparator() {
            super(SequenceKind.IsText.class, IsSeparated.class);
        }
    }

    /** The symbols of strings; the names are saved in settings and never change. */
    enum Split {
        @Label(
                value = "Letters",
                description =
                        "Each character is a symbol, such as the nucleotides of DNA. An emoji is one character; a "
                                + "letter with an accent may consist of two.")
        LETTERS(Unit.LETTERS),
        @Label(
                value = "Words",
                description = "Words are separated by white space. Upper and lower case differ, and punctuation is a "
                        + "part of its word.")
        WORDS(Unit.WORDS),
        @Label(value = "By separator", description = "Symbols are separated by a text such as a comma.")
        SEPARATED(Unit.SEPARATED);

        private final Unit unit;

        Split(Unit unit) {
            this.unit = unit;
        }
    }

    /** What is kept of longer sequences; the names are saved in settings and never change. */
    enum Kept {
        @Label(value = "First symbols", description = "The first symbols are kept.")
        FIRST,
        @Label(value = "Last symbols", description = "The last symbols are kept.")
        LAST
    }

    /** Bounds the size of vocabularies. */
    static final class MostSymbols extends MaxValidation {
        @Override
        protected double getMax() {
            return Embedding.MOST_SYMBOLS;
        }
    }

    /** Bounds the size of vectors. */
    static final class MostDimensions extends MaxValidation {
        @Override
        protected double getMax() {
            return Embedding.MOST_DIMENSIONS;
        }
    }

    /**
     * Returns how strings are split and sequences are cut.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    Tokenizer tokenizer() {
        var between = split == Split.SEPARATED && separator != null ? separator : "";
        return new Tokenizer(split.unit, between, maximumLength, keep == Kept.LAST);
    }

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one is outside its range
     */
    void require() {
        tokenizer();
        if (maximumSymbols < 1 || maximumSymbols > Embedding.MOST_SYMBOLS) {
            throw new SeqNetException("Maximum vocabulary size: %d is not between 1 and %d."
                    .formatted(maximumSymbols, Embedding.MOST_SYMBOLS));
        }
        if (minimumOccurrences < 1) {
            throw new SeqNetException("Minimum occurrences: %d is less than 1.".formatted(minimumOccurrences));
        }
        embedding(1);
    }

    /**
     * Returns the symbols that the network is to know.
     *
     * @throws SeqNetException if none occurs often enough
     */
    Vocabulary vocabulary(Sequences training) {
        return Vocabulary.learn(training, maximumSymbols, minimumOccurrences);
    }

    /**
     * Returns the embedding of so many symbols.
     *
     * @throws SeqNetException if its size is outside its range
     */
    Embedding embedding(int symbols) {
        return embeddingSize == 0 ? Embedding.fitting(symbols) : new Embedding(symbols, embeddingSize);
    }
}
