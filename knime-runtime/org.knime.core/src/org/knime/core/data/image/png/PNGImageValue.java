package org.knime.core.data.image.png;

import java.util.Comparator;
import org.knime.core.data.image.ImageValue;
import org.knime.core.embedded.ValueUtility;

/** An image in the PNG format. */
public interface PNGImageValue extends ImageValue {

    /** Orders images and knows the renderers. */
    UtilityFactory UTILITY =
            new ValueUtility<>(PNGImageValue.class, "Image (PNG)", Comparator.comparing(Object::toString));

    @Override
    PNGImageContent getImageContent();
}
