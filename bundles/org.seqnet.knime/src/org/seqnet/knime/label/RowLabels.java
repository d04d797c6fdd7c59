package org.seqnet.knime.label;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.knime.label.TableRow.Gap;

/** Where the labels of a table's rows are. Labels are told apart by their text. */
public sealed interface RowLabels permits ClassColumn, CollectionColumn, ZeroOneColumns {

    /** Says whether each row has exactly one label, its class, rather than any number of labels. */
    boolean areClasses();

    /** Returns what the names of columns with predictions call them. */
    String name();

    /** Returns what begins a message about them, such as {@code "Label column 'label'"}. */
    String title();

    /** Returns what a message calls the place after the word column, such as {@code "'label'"}. */
    String place();

    /** Returns the index of the column that a label is in. */
    int column(String label);

    /** Returns the labels, if the table's spec states them. */
    Optional<LabelDomain> declared();

    /** Returns what the labels are. */
    LabelType type();

    /** Returns why the labels of a row are not known; empty if they are. */
    Optional<Gap> gap(TableRow row);

    /**
     * Returns the labels of a row without a gap, none twice.
     *
     * @throws KNIMEException if a cell has a value that is neither a label nor none
     */
    List<String> of(TableRow row) throws KNIMEException;
}
