package org.seqnet.knime.label;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

/** Numbers the labels of rows in the order of first sight, and puts them in a lasting order at the end. */
public final class LabelIndex {
    /** Integers by value first, then the rest as text: the order must not depend on that of the rows. */
    private static final Comparator<String> LASTING = Comparator.comparing(
                    LabelIndex::isWholeNumber, Comparator.reverseOrder())
            .thenComparing(label -> isWholeNumber(label) ? new BigInteger(label) : BigInteger.ZERO)
            .thenComparing(Comparator.naturalOrder());

    private final Map<String, Integer> indices = new LinkedHashMap<>();

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

    /** Returns the index of a label, a new one if it has not been seen. */
    public int of(String label) {
        return indices.computeIfAbsent(label, unseen -> indices.size());
    }

    /** Returns the labels seen: first those of {@code declared} in their order, then the others in lasting order. */
    public LabelDomain domain(Optional<LabelDomain> declared) {
        List<String> first = declared.map(LabelDomain::names).orElse(List.of());
        var names = new ArrayList<>(first);
        indices.keySet().stream()
                .filter(label -> declared.isEmpty() || !declared.get().contains(label))
                .sorted(LASTING)
                .forEach(names::add);
        return new LabelDomain(names);
    }

    /** Translates the first {@code count} indices that {@link #of} gave into those of a domain. */
    int[] translate(int[] given, int count, LabelDomain domain) {
        int[] target = targets(domain);
        return Arrays.stream(given, 0, count).map(index -> target[index]).toArray();
    }

    /** Translates the indices that {@link #of} gave, those of each row, into sets of those of a domain. */
    public LabelSets translate(List<int[]> given, LabelDomain domain) {
        int[] target = targets(domain);
        return LabelSets.of(given.stream()
                .map(row -> Arrays.stream(row).map(index -> target[index]).toArray())
                .toList());
    }

    private int[] targets(LabelDomain domain) {
        return indices.keySet().stream().mapToInt(domain::indexOf).toArray();
    }

    private static boolean isWholeNumber(String label) {
        return label.matches("-?\\d+");
    }
}
