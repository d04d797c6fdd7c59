package org.seqnet.engine.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** The samples of a decoded image, row by row. */
final class Pixels {

    private final Raster raster;
    private final int width;
    private final int height;
    private final IndexColorModel palette;
    private final int surplusBits;

    Pixels(BufferedImage image) {
        raster = image.getRaster();
        width = image.getWidth();
        height = image.getHeight();
        palette = image.getColorModel() instanceof IndexColorModel indexed ? indexed : null;
        surplusBits = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
    }

    Tensor grey() {
        var values = new byte[width * height];
        var pixel = new int[4];
        var rgb = new int[3];
        for (var i = 0; i < values.length; i++) {
            read(i, pixel, rgb);
            values[i] = (byte) brightness(rgb);
        }
        return Tensor.ofUnsignedBytes(Shape.of(height, width), values);
    }

    Tensor rgb() {
        var values = new byte[3 * width * height];
        var pixel = new int[4];
        var rgb = new int[3];
        for (var i = 0; i < values.length; i += 3) {
            read(i / 3, pixel, rgb);
            for (var channel = 0; channel < 3; channel++) {
                values[i + channel] = (byte) rgb[channel];
            }
        }
        return Tensor.ofUnsignedBytes(Shape.of(height, width, 3), values);
    }

    /** Takes samples, not {@code getRGB}, which would bend the values of grey images to another gamma. */
    private void read(int index, int[] pixel, int[] rgb) {
        raster.getPixel(index % width, index / width, pixel);
        if (palette != null) {
            rgb[0] = palette.getRed(pixel[0]);
            rgb[1] = palette.getGreen(pixel[0]);
            rgb[2] = palette.getBlue(pixel[0]);
            return;
        }
        var coloured = raster.getNumBands() >= 3;
        for (var channel = 0; channel < 3; channel++) {
            rgb[channel] = pixel[coloured ? channel : 0] >> surplusBits;
        }
    }

    /** Brightness by ITU-R BT.601; of a grey pixel exactly its value. */
    private static int brightness(int[] rgb) {
        return (299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2] + 500) / 1000;
    }
}
