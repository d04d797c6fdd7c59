package org.seqnet.knime.label;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.sequence.Truth;

/** Collects the numbers of rows, and counts the rows that lack some. */
final class CollectedValues implements TruthCollector {
    private final RowValues source;
    private final int width;
    private double[] values = new double[64];
    private int rows;
    private int partlyKnown;

    CollectedValues(RowValues source) {
        this.source = source;
        this.width = source.width();
    }

    @Override
    public Runnable read(TableRow row) throws KNIMEException {
        var found = source.of(row);
        return () -> add(found);
    }

    private void add(double[] found) {
        int end = Math.multiplyExact(rows + 1, width);
        if (end > values.length) {
            values = Arrays.copyOf(values, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * values.length)));
        }
        System.arraycopy(found, 0, values, rows * width, width);
        rows++;
        partlyKnown += Arrays.stream(found).anyMatch(Double::isNaN) ? 1 : 0;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public LabelDomain domain() {
        return new LabelDomain(source.targets());
    }

    @Override
    public Truth truth(LabelDomain domain) {
        return TargetValues.of(width, Arrays.copyOf(values, rows * width));
    }

    @Override
    public Optional<String> warning(String table) {
        return partlyKnown == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of the %s's rows have missing target values (of %,d per row), which are ignored.",
                        partlyKnown,
                        table,
                        width));
    }
}
