package org.seqnet.knime.tensor;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.seqnet.engine.tensor.Tensor;

/** A small picture of an image tensor for a web page. */
public final class TensorThumbnail {
    /** A larger picture is scaled down to this many pixels on its longer side. */
    static final int LONGEST_SIDE = 56;

    private TensorThumbnail() {}

    /** Returns a tensor of two axes, which {@link Depiction} calls a picture, as a {@code data:} address of a PNG. */
    public static String of(Tensor tensor) {
        var png = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(scaledDown(TensorPicture.of(tensor)), "png", stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory alone is written to
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    private static BufferedImage scaledDown(BufferedImage picture) {
        int longer = Math.max(picture.getWidth(), picture.getHeight());
        if (longer <= LONGEST_SIDE) {
            return picture;
        }
        // neither side vanishes: the shorter one has at least a quarter of the longer one's pixels
        int width = picture.getWidth() * LONGEST_SIDE / longer;
        int height = picture.getHeight() * LONGEST_SIDE / longer;
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }
}
