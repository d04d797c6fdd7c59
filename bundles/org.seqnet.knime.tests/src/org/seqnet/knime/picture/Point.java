package org.seqnet.knime.picture;

/** A place in a picture, in pixels to the right and downwards. */
record Point(double x, double y) {
    Point plus(Point other) {
        return new Point(x + other.x, y + other.y);
    }
}
