package org.knime.core.data.image;

import org.knime.core.data.DataValue;
import org.knime.core.embedded.ValueUtility;

/** An image of any kind. */
public interface ImageValue extends DataValue {

    /** Knows the renderers. */
    UtilityFactory UTILITY = new ValueUtility<>(ImageValue.class, "Generic Image", null);

    /** Returns the image. */
    ImageContent getImageContent();

    /** Returns the ending of the names of its files, without a dot. */
    String getImageExtension();
}
