package org.seqnet.engine.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.tensor.Tensor;

/** An image file that may be decoded: its size is bounded, and it holds data for all of its pixels. */
sealed interface CheckedFile permits PngFile, JpegFile {
    /** Returns the format's name. */
    String format();

    /** Returns what to decode. */
    byte[] bytes();

    int width();

    int height();

    /** Returns whether the pixels are colors or refer to a palette, not shades of gray. */
    boolean coloured();

    /** Returns the bytes of all pixels, unpacked. */
    long pixelBytes();

    /** Returns which way up the pixels are shown. */
    Orientation orientation();

    /** Returns whether a decoder that warns of damaged data puts pixels of its own in their place. */
    boolean makesUpPixels();

    /**
     * Decodes the image, the way up that it is shown.
     *
     * @throws SeqNetException if it is damaged, or if the Java heap is too small for it
     */
    default Tensor decoded(Colours colours) {
        boolean grey = colours == Colours.GREY || colours == Colours.AS_STORED && !coloured();
        try {
            var pixels = new Pixels(decoded());
            return orientation().apply(grey ? pixels.grey() : pixels.rgb());
        } catch (OutOfMemoryError e) {
            throw Memory.exhausted(
                    String.format(Locale.ROOT, "Reading the %s image of %,d x %,d pixels", format(), width(), height()),
                    pixelBytes() + (long) width() * height() * (grey ? 1 : 3),
                    "Alternatively, scale the image down first.",
                    e);
        }
    }

    private BufferedImage decoded() {
        var reader = ImageIO.getImageReadersByFormatName(format()).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes()))) {
            var warnings = new ArrayList<String>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(in, true, true); // metadata ignored: a compressed text may be larger than any image
            var image = reader.read(0);
            if (!warnings.isEmpty() && makesUpPixels()) {
                throw new IIOException(warnings.get(0));
            }
            return image;
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof OutOfMemoryError exhausted) {
                throw exhausted;
            }
            throw new SeqNetException(
                    "The %s image is damaged and cannot be read. Replace it with an intact image.".formatted(format()),
                    e);
        } finally {
            reader.dispose();
        }
    }

    /**
     * Makes sure that a header announces an image that may be decoded.
     *
     * @throws SeqNetException if it has no size, or more than {@code mostPixels}
     */
    static void requireSize(String format, int width, int height, long mostPixels) {
        if (width < 1 || height < 1) {
            throw new SeqNetException("The %s image is damaged: its header specifies no size.".formatted(format));
        }
        if ((long) width * height > mostPixels) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "The %s image has %d x %d pixels; the maximum is %,d pixels. Scale it down first.",
                    format,
                    width,
                    height,
                    mostPixels));
        }
    }

    /** Returns the failure of a file that is not what it should be. */
    static SeqNetException damaged(String format, String how) {
        return new SeqNetException(
                "The %s image is damaged: %s. Replace it with an intact image.".formatted(format, how));
    }
}
