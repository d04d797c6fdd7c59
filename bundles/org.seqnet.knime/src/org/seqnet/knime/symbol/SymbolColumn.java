package org.seqnet.knime.symbol;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.tensor.TensorValue;

/** A column of texts or lists of symbols. */
public final class SymbolColumn {
    /** Says whether a column holds lists of what can be symbols: strings or integers. */
    private static final Predicate<DataColumnSpec> LISTS = Columns.accepts(CollectionDataValue.class)
            .and(column -> Optional.ofNullable(column.getType().getCollectionElementType())
                    .filter(SymbolColumn::isSymbol)
                    .isPresent());

    private static final Predicate<DataColumnSpec> TEXTS =
            Columns.accepts(StringValue.class).and(column -> !column.getType().isCompatible(TensorValue.class));

    /** Says whether a column holds texts or lists of symbols. */
    public static final Predicate<DataColumnSpec> FITTING = LISTS.or(TEXTS);

    /** Says whether a column holds what networks read: tensors, texts or lists of symbols. */
    public static final Predicate<DataColumnSpec> SEQUENCES =
            Columns.accepts(TensorValue.class).or(FITTING);

    /** What messages call the contents of such columns. */
    public static final String KIND = "tensors, strings or lists of symbols";

    private SymbolColumn() {}

    private static boolean isSymbol(DataType type) {
        return type.isCompatible(StringValue.class) || type.isCompatible(LongValue.class);
    }

    /** Says whether a column holds lists. */
    public static boolean holdsLists(DataColumnSpec column) {
        return LISTS.test(column);
    }

    /** Returns how the cells of a column are read by these settings; empty if they are tensors. */
    public static Optional<Tokenizer> tokenizer(DataColumnSpec column, Tokenizer settings) {
        return FITTING.test(column)
                ? Optional.of(holdsLists(column) ? settings.ofLists() : settings)
                : Optional.empty();
    }

    /** KNIME's dates and times are texts too; what they have in common is that they are bounded. */
    private static final Predicate<DataColumnSpec> TIMES = Columns.accepts(BoundedValue.class);

    /** Names of columns that identify rows. */
    private static final Predicate<String> IDENTIFIERS = Pattern.compile(
                    "(.*[^a-z])?(id|key|name|date|time)([^a-z].*)?", Pattern.CASE_INSENSITIVE)
            .asMatchPredicate();

    /**
     * Returns the name of the column of texts that a node works on until told otherwise: the first of more than a few
     * possible values, rather one that does not identify rows; else, the first. Dates and times are not meant.
     *
     * @param labels the name of the column of labels, which is not meant; empty if there is none
     */
    public static String preferred(DataTableSpec table, String labels) {
        var texts = TEXTS.and(TIMES.negate()).and(column -> !column.getName().equals(labels));
        var various = texts.and(column -> !column.getDomain().hasValues());
        return Columns.first(table, various.and(column -> !IDENTIFIERS.test(column.getName())))
                .or(() -> Columns.first(table, various))
                .or(() -> Columns.first(table, texts))
                .orElse("");
    }

    /** Returns the name of the first column of lists of symbols; empty if there is none. */
    public static String preferredLists(DataTableSpec table) {
        return Columns.first(table, LISTS).orElse("");
    }
}
