package org.seqnet.exchange.recognition;

import java.util.Arrays;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.recognition.Content.Read;
import org.seqnet.exchange.recognition.Content.Scaling;

/** Sums up what is done with each feature before the first layer: a shift and a factor. */
final class Scalings {
    private Scalings() {}

    /** @param features the axis whose entries may have numbers of their own */
    static Preprocessing of(String file, Read read, Axis features) throws MalformedOnnxException {
        if (read.scalings().isEmpty()) {
            return Preprocessing.NONE;
        }
        boolean isCommon =
                read.scalings().stream().allMatch(scaling -> scaling.axis().isEmpty());
        var shifts = new double[isCommon ? 1 : (int) features.size()];
        var factors = new double[shifts.length];
        Arrays.fill(factors, 1);
        for (var scaling : read.scalings()) {
            if (scaling.axis().isPresent() && !scaling.axis().get().equals(features)) {
                throw new MalformedOnnxException(file + ": The sequences are scaled by numbers of each time step or "
                        + "place; only one for each feature or channel is supported.");
            }
            for (int i = 0; i < shifts.length; i++) {
                apply(scaling, i, shifts, factors);
            }
        }
        for (int i = 0; i < shifts.length; i++) {
            if (!Double.isFinite(shifts[i]) || !Double.isFinite(factors[i]) || factors[i] == 0) {
                throw new MalformedOnnxException(
                        file + ": The sequences are scaled by numbers that are 0 or not finite.");
            }
        }
        return new Preprocessing(FeatureScale.STANDARDIZE, shifts, factors, Filling.NONE, new double[0], false);
    }

    private static void apply(Scaling scaling, int i, double[] shifts, double[] factors) {
        double number = scaling.numbers().at(scaling.axis().isPresent() ? i : 0);
        switch (scaling.operation()) {
            case ADD -> shifts[i] -= number / factors[i];
            case SUBTRACT -> shifts[i] += number / factors[i];
            case MULTIPLY -> factors[i] *= number;
            case DIVIDE -> factors[i] /= number;
        }
    }
}
