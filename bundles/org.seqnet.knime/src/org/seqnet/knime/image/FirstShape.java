package org.seqnet.knime.image;

import java.util.Optional;
import org.knime.core.data.DataRow;
import org.seqnet.engine.tensor.Shape;

/**
 * The shape of the first image of a column, which the others must have.
 *
 * @param place what messages call the image, such as {@code that of row 'Row0'}
 */
public record FirstShape(Shape shape, String place) {
    /** How an image differs: in words that go on a sentence, and what to do. */
    public record Difference(String words, String cure) {}

    /** Returns the shape of a row's image. */
    public static FirstShape ofRow(Shape shape, DataRow row) {
        return new FirstShape(shape, "that of row '%s'".formatted(row.getKey().getString()));
    }

    /** Returns how an image differs from the first one, if it does. */
    public Optional<Difference> difference(Shape image) {
        if (!size(image).equals(size(shape))) {
            return Optional.of(new Difference(
                    "the image has %s pixels (width x height), but %s has %s."
                            .formatted(size(image), place, size(shape)),
                    "Set \"Size\" to \"Resize\" and enter the width and height that all images get."));
        }
        if (!image.equals(shape)) {
            return Optional.of(new Difference(
                    "the image is %s, but %s is %s.".formatted(colors(image), place, colors(shape)),
                    "Set \"Colors\" to \"Grayscale\" or \"RGB\"."));
        }
        return Optional.empty();
    }

    private static String size(Shape image) {
        return "%d x %d".formatted(image.size(1), image.size(0));
    }

    private static String colors(Shape image) {
        return image.rank() == 3 ? "in color" : "grayscale";
    }
}
