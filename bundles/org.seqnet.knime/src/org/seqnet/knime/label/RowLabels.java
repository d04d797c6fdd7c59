package org.seqnet.knime.label;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.knime.message.Failures;

/** Where the labels of a table's rows are. Labels are told apart by their text. */
public sealed interface RowLabels extends RowTruth permits ClassColumn, CollectionColumn, ZeroOneColumns {
    /** Returns what begins a message about it, such as {@code "Label column 'label'"}. */
    String title();

    /** Says whether each row has exactly one label, its class, rather than any number of labels. */
    boolean areClasses();

    /** Returns the index of the column that a label is in. */
    int column(String label);

    /**
     * Returns the labels of a row without a gap, none twice.
     *
     * @throws KNIMEException if a cell has a value that is neither a label nor none
     */
    List<String> of(TableRow row) throws KNIMEException;

    @Override
    default String word() {
        return "label";
    }

    @Override
    default TruthCollector collector(Optional<LabelDomain> trained) {
        return new CollectedLabels(this, trained);
    }

    /**
     * Makes sure that there are at least two classes, or where rows have any number of labels, at least one label.
     *
     * @throws KNIMEException if there are not
     */
    @Override
    default void requireLearnable(LabelledSequences data, String table) throws KNIMEException {
        if (areClasses()) {
            requireClasses(data);
        } else {
            requireLabels(data, table);
        }
    }

    private void requireClasses(LabelledSequences data) throws KNIMEException {
        if (IntStream.range(0, data.size()).allMatch(row -> data.label(row) == data.label(0))) {
            throw Failures.failure(
                    String.format(
                            Locale.ROOT,
                            "%s: all %,d rows have the label '%s'; at least two classes are required.",
                            title(),
                            data.size(),
                            data.domain().name(data.label(0))),
                    "Select another label column, or connect rows of at least two classes.");
        }
    }

    private void requireLabels(LabelledSequences data, String table) throws KNIMEException {
        if (IntStream.range(0, data.size()).allMatch(row -> data.labels().count(row) == 0)) {
            throw Failures.failure(
                    String.format(
                            Locale.ROOT,
                            "%s: none of the %,d rows of the %s has a label; at least one label is required.",
                            title(),
                            data.size(),
                            table),
                    "Select other label columns, or connect rows with labels.");
        }
    }
}
