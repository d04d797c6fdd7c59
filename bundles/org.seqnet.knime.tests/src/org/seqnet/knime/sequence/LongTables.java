package org.seqnet.knime.sequence;

import java.util.ArrayList;
import org.knime.core.data.DataCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.Tables;

/** Sequences of a long table, for tests of the nodes that follow. */
public final class LongTables {
    private LongTables() {}

    /** Returns a row a group: 1 to 7 steps that are all (1, 0), label u, or all (0, 1), label v. */
    public static BufferedDataTable sequences(int groups) throws Exception {
        var steps = new ArrayList<DataCell[]>();
        for (int t = 7; t > 0; t--) {
            for (int group = 0; group < groups; group++) {
                if (t <= 1 + group % 7) {
                    boolean u = group % 2 == 0;
                    steps.add(LongFormatTest.step("g" + group, t, u ? 1 : 0, u ? 0 : 1, u ? "u" : "v"));
                }
            }
        }
        return Reshaped.execute(
                        LongFormatTest.parameters(),
                        Tables.table(LongFormatTest.SPEC, steps.toArray(DataCell[][]::new)))
                .table();
    }
}
