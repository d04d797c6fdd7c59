package org.seqnet.knime.idx;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.seqnet.engine.idx.Dataset;
import org.seqnet.engine.idx.IdxLabels;

/** What the numbers of a labels file mean. One cell serves all rows with the same label. */
final class LabelNames {
    private final List<String> names;
    private final Map<Integer, DataCell> cells = new HashMap<>();

    private LabelNames(int[] numbers, List<String> names) {
        this.names = List.copyOf(names);
        for (int i = 0; i < numbers.length; i++) {
            cells.put(numbers[i], new StringCell(names.get(i)));
        }
    }

    /** Returns the numbers of a data set's classes, or their names. */
    static LabelNames of(Dataset dataset, boolean classNames) {
        int[] numbers = IntStream.range(0, dataset.classNames().size()).toArray();
        return new LabelNames(numbers, classNames ? dataset.classNames() : text(numbers));
    }

    /** Returns the numbers that occur in a labels file, in ascending order. */
    static LabelNames in(IdxLabels file) throws IOException {
        var found = new TreeSet<Integer>();
        while (file.hasNext()) {
            found.add(file.next());
        }
        int[] numbers = found.stream().mapToInt(Integer::intValue).toArray();
        return new LabelNames(numbers, text(numbers));
    }

    private static List<String> text(int[] numbers) {
        return IntStream.of(numbers).mapToObj(Integer::toString).toList();
    }

    /** Returns all labels, in their order. */
    List<String> names() {
        return names;
    }

    /** Returns the cell of a label; a missing one for a number without a name. */
    DataCell cell(int number) {
        return cells.getOrDefault(number, DataType.getMissingCell());
    }
}
