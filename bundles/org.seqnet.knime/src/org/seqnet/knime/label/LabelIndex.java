package org.seqnet.knime.label;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelType;

/** Collects the labels of rows, numbered in the order of first sight, and puts them in a lasting order at the end. */
public final class LabelIndex {
    private final Map<String, Integer> indices = new LinkedHashMap<>();
    private int[] given = new int[64];
    /** Where in {@code given} the labels of each row end. */
    private int[] ends = new int[64];

    private int rows;

    /** Returns the labels that a column's spec names, in its order; of booleans, which nobody orders, false first. */
    static Optional<LabelDomain> domain(DataColumnSpec column) {
        var type = LabelCells.type(column.getType());
        return Stream.ofNullable(column.getDomain().getValues())
                .map(values -> values.stream()
                        .filter(value -> !value.isMissing())
                        .map(DataCell::toString)
                        .distinct())
                .map(names -> (type == LabelType.BOOLEAN ? names.sorted() : names).toList())
                .filter(names -> !names.isEmpty())
                .map(names -> new LabelDomain(names).as(type))
                .findFirst();
    }

    /** Adds the labels of the next row, none of which it has twice. */
    public void add(List<String> labels) {
        int end = end(rows - 1);
        given = grown(given, end + labels.size());
        ends = grown(ends, rows + 1);
        for (var label : labels) {
            given[end++] = number(label);
        }
        ends[rows++] = end;
    }

    /** Returns the number of a label in the order of first sight. */
    public int number(String label) {
        return indices.computeIfAbsent(label, unseen -> indices.size());
    }

    /** Returns the places of all labels in a domain that has them, in the order of their numbers. */
    public int[] places(LabelDomain domain) {
        return indices.keySet().stream().mapToInt(domain::indexOf).toArray();
    }

    private int end(int row) {
        return row < 0 ? 0 : ends[row];
    }

    private static int[] grown(int[] array, int least) {
        return array.length >= least ? array : Arrays.copyOf(array, Math.max(least, 2 * array.length));
    }

    /** Returns the number of rows added. */
    int rows() {
        return rows;
    }

    /** Returns the labels seen: first those of {@code declared} in their order, then the others in lasting order. */
    public LabelDomain domain(Optional<LabelDomain> declared) {
        List<String> first = declared.map(LabelDomain::names).orElse(List.of());
        var names = new ArrayList<>(first);
        indices.keySet().stream()
                .filter(label -> declared.isEmpty() || !declared.get().contains(label))
                .sorted(LabelDomain.LASTING_ORDER)
                .forEach(names::add);
        return new LabelDomain(names);
    }

    /** Returns the labels of each row, as indices into a domain that has all of them. */
    public LabelSets sets(LabelDomain domain) {
        int[] target = places(domain);
        return LabelSets.of(new AbstractList<int[]>() {
            @Override
            public int[] get(int row) {
                int[] labels = Arrays.copyOfRange(given, end(row - 1), end(row));
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = target[labels[i]];
                }
                return labels;
            }

            @Override
            public int size() {
                return rows;
            }
        });
    }
}
