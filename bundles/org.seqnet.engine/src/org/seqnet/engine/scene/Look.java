package org.seqnet.engine.scene;

import org.seqnet.engine.SeqNetException;

/**
 * How scenes are drawn. The less can be seen of an article, the more the labels of the others matter.
 *
 * @param canvas rows and columns of a scene, 1 to {@value #LARGEST_CANVAS}
 * @param clear the articles that can be seen
 * @param faint those that can hardly be seen
 * @param background the largest gray value of an image that is background, 0 to 254: it hides nothing behind it
 * @param mostHidden the share of a clear article, 0 to 1, that others may hide if there is room
 * @param noise the standard deviation of the noise on each pixel, in gray values, 0 to 255
 */
public record Look(int canvas, Appearance clear, Appearance faint, int background, double mostHidden, double noise) {
    /** The most rows and columns of a scene. */
    public static final int LARGEST_CANVAS = 1024;

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public Look {
        require("Canvas size", canvas, 1, LARGEST_CANVAS);
        require("Background", background, 0, 254);
        require("Maximum hidden part", mostHidden, 0, 1);
        require("Noise", noise, 0, 255);
    }

    private static void require(String setting, double value, int least, int most) {
        if (!(value >= least && value <= most)) {
            throw new SeqNetException("%s: %s is not between %d and %d.".formatted(setting, text(value), least, most));
        }
    }

    /** Returns a number as people write it. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /**
     * Makes sure that articles fit on the canvas.
     *
     * @param length the larger of an image's rows and columns
     * @throws SeqNetException if the largest do not
     */
    void requireRoom(int length) {
        double scale = Math.max(clear.largestScale(), faint.largestScale());
        int largest = Appearance.scaled(length, scale);
        if (largest > canvas) {
            throw new SeqNetException(
                    ("Scale: at %s, images of %d pixels become %d pixels long, but the canvas has only "
                                    + "%d. Reduce the scale or enlarge the canvas.")
                            .formatted(text(scale), length, largest, canvas));
        }
    }
}
