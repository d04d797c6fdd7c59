package org.seqnet.engine.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Reads an image file in the PNG format as a tensor of unsigned bytes: height x width for grey, height x width x 3 for
 * colours, as which an image with a palette counts. Values are those of the file, 0 to 255, whatever colour space it names; 16 bits a channel are cut to 8,
 * transparency is left out.
 *
 * <p>Nothing is allocated on the word of a hostile header: the size, the checksums and that there is data for all
 * pixels are checked first.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">The PNG specification</a>
 */
public final class PngImage {

    /** The most pixels of an image: 8192 x 8192. */
    public static final long MAX_PIXELS = 1 << 26;

    private PngImage() {}

    /**
     * Reads one image.
     *
     * @param file the bytes of the whole file
     * @throws SeqNetException if they are no PNG image, are damaged or end early, announce more than
     *     {@link #MAX_PIXELS} pixels, or if the Java heap is too small for the image
     */
    public static Tensor read(byte[] file, Colours colours) {
        var checked = PngFile.checked(file, MAX_PIXELS);
        try {
            var pixels = new Pixels(decode(file));
            return isGrey(checked, colours) ? pixels.grey() : pixels.rgb();
        } catch (OutOfMemoryError e) {
            throw tooLarge(checked, colours, e);
        }
    }

    private static boolean isGrey(PngFile file, Colours colours) {
        return colours == Colours.GREY || colours == Colours.AS_STORED && !file.coloured();
    }

    private static BufferedImage decode(byte[] file) {
        var reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true); // metadata ignored: a compressed text may be larger than any image
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof OutOfMemoryError exhausted) {
                throw exhausted;
            }
            throw new SeqNetException(
                    "The PNG image is damaged and cannot be read. Replace it with an intact image.", e);
        } finally {
            reader.dispose();
        }
    }

    private static SeqNetException tooLarge(PngFile file, Colours colours, OutOfMemoryError error) {
        long values = (long) file.width() * file.height() * (isGrey(file, colours) ? 1 : 3);
        return Memory.exhausted(
                String.format(Locale.ROOT, "Reading the PNG image of %,d x %,d pixels", file.width(), file.height()),
                file.pixelBytes() + values,
                "Alternatively, scale the image down first.",
                error);
    }

    /** The samples of a decoded image, row by row. */
    private static final class Pixels {

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
}
