package org.seqnet.engine.scene;

import java.util.Arrays;
import org.seqnet.engine.image.Resampling;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.tensor.Tensor;

/**
 * One image of a scene at the size and brightness that it has there.
 *
 * @param faint whether it can hardly be seen; others may hide it
 * @param grays row by row; {@value #TRANSPARENT} for background
 */
record Article(boolean faint, int height, int width, int[] grays) {
    static final int TRANSPARENT = -1;

    /** Draws size and brightness of an image. */
    static Article draw(boolean faint, Tensor image, Look look, SeedStream stream) {
        var appearance = faint ? look.faint() : look.clear();
        double scale = between(appearance.smallestScale(), appearance.largestScale(), stream);
        double brightness = between(appearance.smallestBrightness(), appearance.largestBrightness(), stream);
        int height = Appearance.scaled(image.shape().size(0), scale);
        int width = Appearance.scaled(image.shape().size(1), scale);
        var scaled = Resampling.scaled(image, height, width);
        var grays = new int[height * width];
        for (int i = 0; i < grays.length; i++) {
            float gray = scaled.value(i);
            grays[i] = gray > look.background() ? (int) Math.round(gray * brightness) : TRANSPARENT;
        }
        return new Article(faint, height, width, grays);
    }

    private static double between(double least, double most, SeedStream stream) {
        return least + (most - least) * stream.nextDouble();
    }

    /** Returns the number of pixels that hide what is behind them. */
    int size() {
        return (int) Arrays.stream(grays).filter(gray -> gray != TRANSPARENT).count();
    }

    /** Says what happens to each pixel that hides what is behind it. */
    interface Painter {
        void paint(int canvasIndex, int gray);
    }

    /** Paints it with its upper left corner at a pixel of a square canvas. */
    void paint(int canvas, int corner, Painter painter) {
        for (int i = 0; i < grays.length; i++) {
            if (grays[i] != TRANSPARENT) {
                painter.paint(corner + i / width * canvas + i % width, grays[i]);
            }
        }
    }
}
