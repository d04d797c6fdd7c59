package org.knime.core.data.image.png;

import org.knime.core.data.DataValueComparator;
import org.knime.core.data.ExtensibleUtilityFactory;
import org.knime.core.data.image.ImageValue;

/** An image in the PNG format. */
public interface PNGImageValue extends ImageValue {

    /** Orders images and knows the renderers. */
    UtilityFactory UTILITY = new ImageCellUtilityFactory();

    @Override
    PNGImageContent getImageContent();

    /** Orders images and knows the renderers. */
    class ImageCellUtilityFactory extends ExtensibleUtilityFactory {

        private static final DataValueComparator BY_SUMMARY = new PNGImageValueComparator();

        /** For subclasses. */
        protected ImageCellUtilityFactory() {
            super(PNGImageValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return BY_SUMMARY;
        }

        @Override
        public String getName() {
            return "Image (PNG)";
        }
    }
}
