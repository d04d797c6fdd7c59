package org.seqnet.engine.image;

import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Tensor;

/** Reads an image file, PNG or JPEG by what it begins with, as {@link PngImage} describes it. */
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
