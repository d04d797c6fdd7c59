package org.seqnet.engine.image;

import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Tensor;

/**
 * Reads an image file in the PNG format as a tensor of unsigned bytes: height x width for grey, height x width x 3 for
 * colours, as which an image with a palette counts. Values are those of the file, 0 to 255, whatever colour space it
 * names; 16 bits a channel are cut to 8, transparency is left out.
 *
 * <p>Nothing is allocated on the word of a hostile header: the size, the checksums and that there is data for all
 * pixels are checked first.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">The PNG specification</a>
 */
public final class PngImage {

    private PngImage() {}

    /**
     * Reads one image.
     *
     * @param file the bytes of the whole file
     * @throws SeqNetException if they are no PNG image, are damaged or end early, announce more than
     *     {@link ImageFile#MAX_PIXELS} pixels, or if the Java heap is too small for the image
     */
    public static Tensor read(byte[] file, Colours colours) {
        return PngFile.checked(file, ImageFile.MAX_PIXELS).decoded(colours);
    }
}
