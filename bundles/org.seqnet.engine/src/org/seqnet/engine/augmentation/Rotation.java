package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.SeedStream;

/**
 * Turns an image around its center. Pixels are interpolated between the four nearest ones; beyond the edge, they are
 * those at the edge.
 *
 * @param degrees how far it turns at most to either side, above 0, at most {@value #MOST_DEGREES}; each angle up to it
 *     is equally likely
 */
public record Rotation(double degrees) implements Transformation {
    /** Half a turn to either side: any angle. */
    public static final int MOST_DEGREES = 180;

    /**
     * Checks the angle.
     *
     * @throws org.seqnet.engine.SeqNetException if it is outside its range
     */
    public Rotation {
        Strength.require(Kind.ROTATION, degrees, MOST_DEGREES);
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
                float y = within(bottom, middleRow + (cosine * down - sine * right));
                float x = within(edge, middleColumn + (cosine * right + sine * down));
                int top = (int) y;
                int left = (int) x;
                float lower = y - top;
                float righter = x - left;
                int upper = (top * (edge + 1) + left) * channels;
                int under = top < bottom ? upper + (edge + 1) * channels : upper;
                int next = left < edge ? channels : 0;
                for (int channel = 0; channel < channels; channel++, upper++, under++) {
                    values[to++] = between(
                            between(old[upper], old[upper + next], righter),
                            between(old[under], old[under + next], righter),
                            lower);
                }
            }
        }
    }

    /** Returns the place nearest to another one that is between 0 and {@code last}. */
    private static float within(int last, float place) {
        return place < 0 ? 0 : place > last ? last : place;
    }

    private static float between(float one, float other, float share) {
        return one + share * (other - one);
    }
}
