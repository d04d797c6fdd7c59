package org.seqnet.knime.sequence;

import java.util.ArrayList;
import java.util.List;
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
                    steps.add(step(group, t));
                }
            }
        }
        return reshaped(steps);
    }

    /** Returns a row a group as {@link #sequences(int)} does, but all of one length. */
    public static BufferedDataTable sequences(int groups, int length) throws Exception {
        var steps = new ArrayList<DataCell[]>();
        for (int group = 0; group < groups; group++) {
            for (int t = 0; t < length; t++) {
                steps.add(step(group, t));
            }
        }
        return reshaped(steps);
    }

    private static DataCell[] step(int group, int t) {
        boolean u = group % 2 == 0;
        return LongFormatTest.step("g" + group, t, u ? 1 : 0, u ? 0 : 1, u ? "u" : "v");
    }

    private static BufferedDataTable reshaped(List<DataCell[]> steps) throws Exception {
        return Reshaped.execute(
                        LongFormatTest.parameters(),
                        Tables.table(LongFormatTest.SPEC, steps.toArray(DataCell[][]::new)))
                .table();
    }
}
