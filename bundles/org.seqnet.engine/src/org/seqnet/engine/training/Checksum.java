package org.seqnet.engine.training;

import java.util.Arrays;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.TargetValues;

/** Tells data apart that differ in a value, in what is known of a sequence, or in their order. */
final class Checksum {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private long sum;

    private Checksum() {}

    static long of(LabelledSequences data) {
        var checksum = new Checksum();
        var sequences = data.sequences();
        var values = new float[Math.toIntExact(sequences.longestValues())];
        for (int n = 0; n < data.size(); n++) {
            sequences.copyTo(n, values, 0);
            int count = sequences.timeSteps(n) * sequences.shape().features();
            checksum.add(count);
            for (int i = 0; i < count; i++) {
                checksum.add(Float.floatToIntBits(values[i]));
            }
            checksum.add(known(data, n));
        }
        return checksum.sum;
    }

    private static int known(LabelledSequences data, int n) {
        if (data.truth() instanceof LabelSets labels) {
            return Arrays.hashCode(labels.labels(n));
        }
        int hash = 1;
        if (data.truth() instanceof TargetValues values) {
            for (int i = 0; i < values.width(); i++) {
                hash = 31 * hash + Double.hashCode(values.get(n, i));
            }
        }
        if (data.truth() instanceof StepLabels steps) {
            for (int t = 0; t < steps.timeSteps(n); t++) {
                hash = 31 * hash + steps.get(n, t);
            }
        }
        return hash;
    }

    private void add(int bits) {
        sum = Long.rotateLeft(sum ^ bits, 23) * FACTOR;
    }
}
