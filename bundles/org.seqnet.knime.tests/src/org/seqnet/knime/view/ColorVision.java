package org.seqnet.knime.view;

import java.util.Arrays;

/**
 * How people with each kind of color blindness see a color: the matrices for full severity of Machado, Oliveira and
 * Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, for linear RGB.
 */
enum ColorVision {
    NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
    DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

    private static final double[] WHITE = {0.95047, 1, 1.08883};
    private static final double[] RGB_TO_XYZ = {
        0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.0721750, 0.0193339, 0.1191920, 0.9503041
    };

    private final double[] matrix;

    ColorVision(double... matrix) {
        this.matrix = matrix;
    }

    /** Returns how different two colors, 0xRRGGBB, look: their distance in CIELAB. */
    double distance(int one, int other) {
        var first = lab(one);
        var second = lab(other);
        return Math.sqrt(Math.pow(first[0] - second[0], 2)
                + Math.pow(first[1] - second[1], 2)
                + Math.pow(first[2] - second[2], 2));
    }

    private double[] lab(int color) {
        var seen = product(matrix, linear(color));
        var xyz = product(
                RGB_TO_XYZ,
                Arrays.stream(seen).map(part -> Math.min(1, Math.max(0, part))).toArray());
        double x = root(xyz[0] / WHITE[0]);
        double y = root(xyz[1] / WHITE[1]);
        double z = root(xyz[2] / WHITE[2]);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    /** Returns the contrast of two colors, 1 to 21, as the Web Content Accessibility Guidelines define it. */
    static double contrast(int one, int other) {
        double first = product(RGB_TO_XYZ, linear(one))[1] + 0.05;
        double second = product(RGB_TO_XYZ, linear(other))[1] + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double root(double ratio) {
        return ratio > 216.0 / 24389 ? Math.cbrt(ratio) : (24389.0 / 27 * ratio + 16) / 116;
    }

    private static double[] linear(int color) {
        return new double[] {linearPart(color >> 16), linearPart(color >> 8), linearPart(color)};
    }

    private static double linearPart(int part) {
        double value = (part & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double[] product(double[] matrix, double[] vector) {
        var result = new double[3];
        for (int i = 0; i < 9; i++) {
            result[i / 3] += matrix[i] * vector[i % 3];
        }
        return result;
    }
}
