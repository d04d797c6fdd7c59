package org.seqnet.engine.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Images with one label each, of which scenes are composed: gray, of bytes, all of one size. Not thread-safe. */
public final class SourceImages {
    private final Map<String, List<Tensor>> byLabel = new HashMap<>();
    private Shape shape;

    /**
     * Adds an image; the tensor is kept, not copied.
     *
     * @throws SeqNetException if it is not gray, not of unsigned bytes, scaled or of another size
     */
    public void add(String label, Tensor image) {
        requireGray(image);
        if (shape == null) {
            shape = image.shape();
        }
        if (!image.shape().equals(shape)) {
            throw new SeqNetException("The image has %s pixels, but those before have %s. Use images of one size."
                    .formatted(image.shape(), shape));
        }
        byLabel.computeIfAbsent(label, key -> new ArrayList<>()).add(image);
    }

    private static void requireGray(Tensor image) {
        if (image.shape().rank() != 2) {
            throw new SeqNetException(
                    "The tensor has the shape %s, but gray images with the axes rows x columns are required."
                            .formatted(image.shape()));
        }
        if (image.elementType() != ElementType.UNSIGNED_BYTE || !image.scale().isIdentity()) {
            throw new SeqNetException("The tensor has %s elements, but pixels as unsigned bytes are required, %s."
                    .formatted(
                            (image.scale().isIdentity() ? "" : "scaled ") + image.elementType(),
                            "0 (black) to 255 (white)"));
        }
    }

    /** Says whether an image has this label. */
    public boolean has(String label) {
        return byLabel.containsKey(label);
    }

    /** Returns the images with a label, in the order in which they were added; at least one. */
    List<Tensor> of(String label) {
        return byLabel.get(label);
    }

    /** Returns rows x columns of all images. */
    Shape shape() {
        return shape;
    }
}
