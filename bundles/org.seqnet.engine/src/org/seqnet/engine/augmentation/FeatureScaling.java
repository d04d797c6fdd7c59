package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.SeedStream;

/**
 * Multiplies each feature by a factor of its own, the same at all time steps ("scaling" in Um et al., 2017,
 * arXiv:1706.00527).
 *
 * @param deviation the standard deviation of the factors, which are normally distributed around 1; above 0, at most 1
 */
public record FeatureScaling(double deviation) implements Transformation {

    /**
     * Checks the deviation.
     *
     * @throws org.seqnet.engine.SeqNetException if it is outside its range
     */
    public FeatureScaling {
        Strength.require(Kind.SCALING, deviation, 1);
    }

    @Override
    public Kind kind() {
        return Kind.SCALING;
    }

    @Override
    public Number strength() {
        return deviation;
    }

    @Override
    public String title() {
        return "scaling " + Strength.text(deviation);
    }

    @Override
    public void apply(Sample sample, SeedStream random) {
        var values = sample.values();
        for (int feature = 0; feature < sample.measured(); feature++) {
            float factor = (float) (1 + deviation * random.nextGaussian());
            for (int step = 0; step < sample.timeSteps(); step++) {
                values[sample.at(step) + feature] *= factor;
            }
        }
    }
}
