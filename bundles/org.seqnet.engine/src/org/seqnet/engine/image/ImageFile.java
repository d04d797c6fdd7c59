package org.seqnet.engine.image;

import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Tensor;

/**
 * Reads an image file, PNG or JPEG by what it begins with, as a tensor of unsigned bytes: height x width for gray,
 * height x width x 3 for colors, as which an image with a palette counts. Values are those of the file, 0 to 255,
 * whatever color space it names; 16 bits a channel are cut to 8, transparency is left out.
 *
 * <p>Nothing is allocated on the word of a hostile header: the size, the checksums and that there is data for all
 * pixels are checked first.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">The PNG specification</a>
 */
public final class ImageFile {
    /** The most pixels of an image: 8192 x 8192. */
    public static final long MAX_PIXELS = 1 << 26;

    private ImageFile() {}

    /**
     * Reads one image.
     *
     * @param file the bytes of the whole file
     * @throws SeqNetException if they are neither a PNG nor a JPEG image, are damaged or end early, announce more than
     *     {@link #MAX_PIXELS} pixels, or if the Java heap is too small for the image
     */
    public static Tensor read(byte[] file, Colours colours) {
        if (PngFile.isSigned(file)) {
            return PngFile.checked(file, MAX_PIXELS).decoded(colours);
        }
        if (JpegFile.isSigned(file)) {
            return JpegFile.checked(file, MAX_PIXELS).decoded(colours);
        }
        throw new SeqNetException("The file is neither a PNG nor a JPEG image. Convert it to one of these formats.");
    }
}
