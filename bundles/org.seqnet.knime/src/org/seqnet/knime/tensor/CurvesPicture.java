package org.seqnet.knime.tensor;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.tensor.Tensor;

/** A sequence as small curves on each other, one for each of its first features, each on a scale of its own. */
final class CurvesPicture {
    /** The first colors of the views' palette. */
    static final List<Integer> COLORS = List.of(0x0E6E8C, 0xC2410C, 0x350782, 0x5F0305, 0xAA6EF0, 0xC57756);

    private static final int MARGIN = 3;

    private final List<FeatureLine> lines;

    private CurvesPicture(List<FeatureLine> lines) {
        this.lines = lines;
    }

    /** Returns the curves of a sequence for a picture that is about as wide as so many pixels. */
    static CurvesPicture of(Tensor sequence, int width) {
        return new CurvesPicture(IntStream.range(0, Math.min(COLORS.size(), FeatureLine.features(sequence)))
                .mapToObj(feature -> FeatureLine.of(sequence, feature, 2 * width))
                .toList());
    }

    /** Paints the curves into a rectangle from 0, 0. */
    void paint(Graphics2D canvas, int width, int height) {
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setStroke(new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        // the first feature comes last, above the others
        for (int i = lines.size() - 1; i >= 0; i--) {
            canvas.setColor(new Color(COLORS.get(i)));
            canvas.draw(path(lines.get(i).values(), width - 2.0 * MARGIN, height - 2.0 * MARGIN));
        }
    }

    private static Path2D path(float[] values, double width, double height) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        var path = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i < values.length; i++) {
            double x = MARGIN + (values.length > 1 ? width * i / (values.length - 1) : width / 2);
            double y = MARGIN + (most > least ? height * (most - values[i]) / (most - least) : height / 2);
            if (Float.isNaN(values[i])) {
                drawing = false;
            } else if (drawing) {
                path.lineTo(x, y);
            } else {
                path.moveTo(x, y);
                path.lineTo(x, y); // a value between two gaps is a dot
                drawing = true;
            }
        }
        return path;
    }
}
