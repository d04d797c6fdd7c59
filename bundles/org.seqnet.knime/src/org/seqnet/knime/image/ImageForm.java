package org.seqnet.knime.image;

import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.image.Colours;
import org.seqnet.engine.image.ImageFile;
import org.seqnet.engine.image.Resizing;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorColumn;

/** What image files are read as: the values of each pixel, and the size that all get, if any. */
public record ImageForm(Colours colours, Optional<Resizing> resizing) {
    /** The largest width or height that images are resized to. */
    public static final int MOST_PIXELS = 4096;

    /**
     * Returns what the settings ask for.
     *
     * @throws InvalidSettingsException if the size is out of range
     */
    public static ImageForm of(Colours colours, ImageSize size, int width, int height, ImageAspect aspectRatio)
            throws InvalidSettingsException {
        if (size == ImageSize.KEEP) {
            return new ImageForm(colours, Optional.empty());
        }
        requireSize("Width", width);
        requireSize("Height", height);
        return new ImageForm(colours, Optional.of(new Resizing(width, height, aspectRatio.aspectRatio())));
    }

    private static void requireSize(String setting, int pixels) throws InvalidSettingsException {
        if (pixels < 1 || pixels > MOST_PIXELS) {
            throw Failures.invalid(
                    "%s: %d is not between 1 and %d.".formatted(setting, pixels, MOST_PIXELS),
                    "Enter a number of pixels in this range.");
        }
    }

    /**
     * Reads an image, unsigned bytes, rows x columns or rows x columns x 3.
     *
     * @param file the bytes of a PNG or JPEG file
     * @throws org.seqnet.engine.SeqNetException if it is neither, damaged, or too large
     */
    public Tensor read(byte[] file) {
        var image = ImageFile.read(file, colours);
        return resizing.map(size -> size.apply(image)).orElse(image);
    }

    /** Returns the shape of all images, if the settings decide on it. */
    public Optional<Shape> shape() {
        return resizing.flatMap(size -> switch (colours) {
            case AS_STORED -> Optional.empty();
            case GREY -> Optional.of(Shape.of(size.height(), size.width()));
            case RGB -> Optional.of(Shape.of(size.height(), size.width(), 3));
        });
    }

    /** Returns the spec of a column of images whose values are scaled to between 0 and 1. */
    DataColumnSpec column(String name, Optional<Shape> images) {
        var column = images.map(shape -> TensorColumn.of(name, shape, ElementType.UNSIGNED_BYTE))
                .orElseGet(() -> TensorColumn.unknown(name));
        return TensorColumn.prepared(column, preparation().with(Preparation.SCALING, "0 to 255 becomes 0 to 1"));
    }

    /** Returns what is done to the images, for the spec of their column. */
    public Preparation preparation() {
        var colored =
                switch (colours) {
                    case AS_STORED -> Preparation.UNKNOWN;
                    case GREY -> Preparation.UNKNOWN.with("Colors", "grayscale");
                    case RGB -> Preparation.UNKNOWN.with("Colors", "RGB");
                };
        return resizing.map(way -> colored.with("Size", way.words())).orElse(colored);
    }
}
