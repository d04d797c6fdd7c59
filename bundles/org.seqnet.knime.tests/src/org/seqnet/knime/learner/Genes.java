package org.seqnet.knime.learner;

import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.Random;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** A task of letters: does a text of 8 nucleotides begin with A or C, or with G or T? */
public final class Genes {
    /** The columns of texts and labels. */
    public static final DataTableSpec SPEC = new DataTableSpec(strings("dna"), strings("label", "other", "strong"));

    private Genes() {}

    /** Returns a table with this many rows. */
    public static BufferedDataTable rows(int count, long seed) {
        var random = new Random(seed);
        var rows = new DataCell[count][];
        for (int i = 0; i < count; i++) {
            var text = new StringBuilder();
            for (int t = 0; t < 8; t++) {
                text.append("ACGT".charAt(random.nextInt(4)));
            }
            rows[i] = of(text.toString());
        }
        return table(SPEC, rows);
    }

    /** Returns the row of a text. */
    public static DataCell[] of(String text) {
        return row(string(text), string("AC".indexOf(text.charAt(0)) >= 0 ? "other" : "strong"));
    }
}
