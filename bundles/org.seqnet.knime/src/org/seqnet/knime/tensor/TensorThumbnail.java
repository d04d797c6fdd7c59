package org.seqnet.knime.tensor;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** A small picture of an image tensor for a web page. */
public final class TensorThumbnail {
    /** A larger picture is scaled down to this many pixels on its longer side. */
    static final int LONGEST_SIDE = 56;
    /** A tensor that is thinner than this is a signal, not a picture. */
    private static final int SHORTEST_SIDE = 8;
    /** So is one whose sides differ by more than this factor. */
    private static final int MOST_STRETCHED = 4;

    private TensorThumbnail() {}

    /** Returns the picture as a {@code data:} address of a PNG; empty if the tensor is no picture. */
    public static Optional<String> of(Tensor tensor) {
        if (!isPicture(tensor.shape())) {
            return Optional.empty();
        }
        var png = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(scaledDown(TensorPicture.of(tensor)), "png", stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory alone is written to
        }
        return Optional.of("data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray()));
    }

    private static boolean isPicture(Shape shape) {
        if (shape.rank() != 2) {
            return false;
        }
        long shorter = Math.min(shape.size(0), shape.size(1));
        long longer = Math.max(shape.size(0), shape.size(1));
        return shorter >= SHORTEST_SIDE && longer <= MOST_STRETCHED * shorter;
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
