package org.seqnet.knime.picture;

import java.util.Locale;

/** A drawing as an SVG file: what is put on it, on white, with a margin around all that was announced. */
final class Drawing {
    private static final int MARGIN = 16;

    private final StringBuilder content = new StringBuilder();
    private double left = Double.MAX_VALUE;
    private double top = Double.MAX_VALUE;
    private double right = -Double.MAX_VALUE;
    private double bottom = -Double.MAX_VALUE;

    /** Puts something on the drawing, with its origin at a place. */
    void put(Point at, String svg) {
        content.append(
                String.format(Locale.ROOT, "<g transform=\"translate(%.1f %.1f)\">\n%s</g>\n", at.x(), at.y(), svg));
    }

    void put(String svg) {
        content.append(svg);
    }

    /** Makes room for a rectangle. */
    void include(double x, double y, double width, double height) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x + width);
        bottom = Math.max(bottom, y + height);
    }

    /**
     * Returns the file.
     *
     * @param title what the drawing shows, for those who cannot see it
     */
    String svg(String title) {
        double width = right - left + 2 * MARGIN;
        double height = bottom - top + 2 * MARGIN;
        return String.format(
                        Locale.ROOT,
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="%1$.0f %2$.0f %3$.0f %4$.0f" width="%3$.0f"\
                         height="%4$.0f" font-family="%5$s" fill="#3e3a39" role="img" aria-label="%6$s">
                        <rect x="%1$.0f" y="%2$.0f" width="%3$.0f" height="%4$.0f" fill="#fff"/>
                        """,
                        left - MARGIN,
                        top - MARGIN,
                        width,
                        height,
                        Text.FONTS,
                        Text.escaped(title))
                + content
                + "</svg>\n";
    }
}
