package org.seqnet.knime.label;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;

/** Numbers the groups of rows; a row without one is a group of its own. */
final class RowGroups {
    private final Map<DataCell, Integer> numbers = new HashMap<>();
    private final IntStream.Builder groups = IntStream.builder();
    private int next;

    void add(DataCell group) {
        groups.add(group.isMissing() ? next++ : numbers.computeIfAbsent(group, unseen -> next++));
    }

    /** Returns the group of each row added. */
    int[] build() {
        return groups.build().toArray();
    }
}
