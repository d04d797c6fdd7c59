package org.seqnet.engine.explanation;

import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Vocabulary;

/**
 * The sequence that says nothing, which the network's prediction is compared with. All of its time steps are alike; a
 * symbol is the unknown one.
 */
public enum Baseline {
    /**
     * 0 after the network has scaled: the training mean of each feature if it standardizes, black if it reads images.
     */
    SCALED_ZERO {
        @Override
        float[] step(Sequences raw, Preprocessing preprocessing) {
            return new float[preprocessing.shape(raw.shape()).features()];
        }
    },
    /** 0 as sequences are given, before the network scales. */
    ZERO {
        @Override
        float[] step(Sequences raw, Preprocessing preprocessing) {
            var step = SCALED_ZERO.step(raw, preprocessing);
            var shifts = preprocessing.shifts();
            var factors = preprocessing.factors();
            for (int f = 0; shifts.length > 0 && f < raw.shape().features(); f++) {
                int k = f % shifts.length;
                step[f] = (float) ((0 - shifts[k]) * factors[k]);
            }
            return step;
        }
    },
    /** The mean of each feature over all time steps of the sequences that are explained. */
    MEAN {
        @Override
        float[] step(Sequences raw, Preprocessing preprocessing) {
            var sequences = raw.preprocessed(preprocessing);
            int width = sequences.shape().features();
            var sums = new double[raw.shape().features()];
            var values = new float[Math.toIntExact(sequences.longestValues())];
            long steps = 0;
            for (int n = 0; n < sequences.size(); n++) {
                sequences.copyTo(n, values, 0);
                steps += sequences.timeSteps(n);
                for (int t = 0; t < sequences.timeSteps(n); t++) {
                    for (int f = 0; f < sums.length; f++) {
                        sums[f] += values[t * width + f];
                    }
                }
            }
            var step = new float[width];
            for (int f = 0; f < sums.length; f++) {
                step[f] = (float) (sums[f] / steps);
            }
            if (raw.vocabulary().isPresent()) {
                step[0] = Vocabulary.UNKNOWN;
            }
            return step;
        }
    };

    /** Returns a time step of it as the first layer reads it; mask features are 0, for nothing is missing. */
    abstract float[] step(Sequences raw, Preprocessing preprocessing);
}
