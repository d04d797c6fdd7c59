package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.SeedStream;

/**
 * Turns an image around its center. Pixels are interpolated between the four nearest ones; beyond the edge, they are
 * those at the edge.
 *
 * @param degrees how far it turns at most to either side, above 0, at most 180; each angle up to it is equally likely
 */
public record Rotation(double degrees) implements Transformation {

    /**
     * Checks the angle.
     *
     * @throws org.seqnet.engine.SeqNetException if it is outside its range
     */
    public Rotation {
        Strength.require(Kind.ROTATION, degrees, 180);
    }

    @Override
    public Kind kind() {
        return Kind.ROTATION;
    }

    @Override
    public Number strength() {
        return degrees;
    }

    @Override
    public String title() {
        return "rotation by up to " + Strength.text(degrees) + (degrees == 1 ? " degree" : " degrees");
    }

    @Override
    public void apply(Sample sample, SeedStream random) {
        turn(sample, (2 * random.nextDouble() - 1) * degrees);
    }

    /** Turns an image clockwise by this many degrees. */
    static void turn(Sample sample, double clockwise) {
        // StrictMath: Math.sin may differ in the last bit between processors. Floats: quarter turns are exact.
        float sine = (float) StrictMath.sin(StrictMath.toRadians(clockwise));
        float cosine = (float) StrictMath.cos(StrictMath.toRadians(clockwise));
        var old = sample.copy();
        var values = sample.values();
        int channels = sample.channels();
        int bottom = sample.rows() - 1;
        int edge = sample.columns() - 1;
        float middleRow = bottom / 2f;
        float middleColumn = edge / 2f;
        for (int row = 0; row <= bottom; row++) {
            float down = row - middleRow;
            int to = sample.at(row);
            for (int column = 0; column <= edge; column++) {
                float right = column - middleColumn;
                float y = Math.max(0, Math.min(bottom, middleRow + (cosine * down - sine * right)));
                float x = Math.max(0, Math.min(edge, middleColumn + (cosine * right + sine * down)));
                int top = (int) y;
                int left = (int) x;
                float lower = y - top;
                float righter = x - left;
                int above = top * (edge + 1);
                int below = Math.min(top + 1, bottom) * (edge + 1);
                int next = Math.min(left + 1, edge);
                for (int channel = 0; channel < channels; channel++) {
                    float upper = between(
                            old[(above + left) * channels + channel],
                            old[(above + next) * channels + channel],
                            righter);
                    float under = between(
                            old[(below + left) * channels + channel],
                            old[(below + next) * channels + channel],
                            righter);
                    values[to++] = between(upper, under, lower);
                }
            }
        }
    }

    private static float between(float one, float other, float share) {
        return one + share * (other - one);
    }
}
