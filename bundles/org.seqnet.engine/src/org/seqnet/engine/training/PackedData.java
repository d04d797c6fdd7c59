package org.seqnet.engine.training;

import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * Training data that are packed in this process.
 *
 * @param data preprocessed
 */
record PackedData(TrainingOptions options, LabelledSequences data) implements LearnedData {

    @Override
    public LabelDomain domain() {
        return data.domain();
    }

    @Override
    public int[] order(int epoch) {
        return new EpochOrder(options, data.size()).of(epoch);
    }

    @Override
    public float largestValue() {
        var sequences = data.sequences();
        var values = new float[Math.toIntExact(sequences.longestValues())];
        float largest = 0;
        for (int n = 0; n < sequences.size(); n++) {
            sequences.copyTo(n, values, 0);
            int count = sequences.timeSteps(n) * sequences.shape().features();
            for (int i = 0; i < count; i++) {
                largest = Math.abs(values[i]) > Math.abs(largest) ? values[i] : largest;
            }
        }
        return largest;
    }
}
