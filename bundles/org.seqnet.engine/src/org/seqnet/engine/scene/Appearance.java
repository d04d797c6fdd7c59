package org.seqnet.engine.scene;

import org.seqnet.engine.SeqNetException;

/**
 * How large and how bright articles are drawn; each draws both anew.
 *
 * @param smallestScale the smallest size, as a share of the image's, above 0
 * @param largestScale the largest size, at least the smallest and at most {@value #LARGEST_SCALE}
 * @param smallestBrightness the least that gray values are multiplied by, at least 0
 * @param largestBrightness the most, at least the least and at most 1
 */
public record Appearance(
        double smallestScale, double largestScale, double smallestBrightness, double largestBrightness) {
    /** The largest scale. */
    public static final int LARGEST_SCALE = 10;

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public Appearance {
        require(smallestScale > 0, "Scale", smallestScale, largestScale, LARGEST_SCALE, "above 0");
        require(smallestBrightness >= 0, "Brightness", smallestBrightness, largestBrightness, 1, "at least 0");
    }

    private static void require(boolean enough, String setting, double least, double most, int limit, String words) {
        if (!(enough && least <= most && most <= limit)) {
            throw new SeqNetException(
                    "%s: %s to %s is not a range. The first value must be %s, the second at least the "
                                    .formatted(setting, Look.text(least), Look.text(most), words)
                            + "first and at most %d.".formatted(limit));
        }
    }

    /** Returns the length of a side at a scale, in pixels, at least 1. */
    static int scaled(int length, double scale) {
        return (int) Math.max(1, Math.round(length * scale));
    }
}
