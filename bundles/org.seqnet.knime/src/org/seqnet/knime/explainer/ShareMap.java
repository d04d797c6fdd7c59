package org.seqnet.knime.explainer;

import org.seqnet.knime.view.JsonObject;

/** The shares of an image's pixels, of all channels together, summed over blocks of pixels if there are many. */
final class ShareMap {
    private ShareMap() {}

    /**
     * Returns the data.
     *
     * @param shares height x width x channels
     */
    static JsonObject of(float[] shares, int height, int width, int channels) {
        int rows = Math.min(height, ExplainerView.MOST_CELLS);
        int columns = Math.min(width, ExplainerView.MOST_CELLS);
        var sums = new double[rows * columns];
        for (int i = 0; i < shares.length; i++) {
            int pixel = i / channels;
            int row = (int) ((long) (pixel / width) * rows / height);
            int column = (int) ((long) (pixel % width) * columns / width);
            sums[row * columns + column] += shares[i];
        }
        return new JsonObject().with("rows", rows).with("columns", columns).with("shares", ExplainedSeries.list(sums));
    }
}
