package org.knime.core.data.image;

import org.knime.core.data.DataValue;
import org.knime.core.data.ExtensibleUtilityFactory;

/** An image of any kind. */
public interface ImageValue extends DataValue {

    /** Knows the renderers. */
    UtilityFactory UTILITY = new ImageValueUtilityFactory();

    /** Returns the image. */
    ImageContent getImageContent();

    /** Returns the ending of the names of its files, without a dot. */
    String getImageExtension();

    /** Knows the renderers. */
    class ImageValueUtilityFactory extends ExtensibleUtilityFactory {

        ImageValueUtilityFactory() {
            super(ImageValue.class);
        }

        @Override
        public String getName() {
            return "Generic Image";
        }
    }
}
