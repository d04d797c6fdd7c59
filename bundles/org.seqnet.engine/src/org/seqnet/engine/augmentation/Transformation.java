package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.network.SeedStream;

/** A random change of a sequence or an image that leaves its size and its label as they are. */
public sealed interface Transformation
        permits Jitter, FeatureScaling, TimeWarp, Crop, Shift, Rotation, HorizontalFlip, VerticalFlip, Cutout {

    /** What there is to choose from; one for each class. The names are written to files and never change. */
    enum Kind {
        JITTER("Jitter", false),
        SCALING("Scaling", false),
        TIME_WARP("Time warping", false),
        CROP("Crop", false),
        SHIFT("Shift", true),
        ROTATION("Rotation", true),
        HORIZONTAL_FLIP("Horizontal flip", true),
        VERTICAL_FLIP("Vertical flip", true),
        CUTOUT("Cutout", true);

        private final String title;
        private final boolean isForImages;

        Kind(String title, boolean isForImages) {
            this.title = title;
            this.isForImages = isForImages;
        }

        /** Returns the name that people know it by. */
        public String title() {
            return title;
        }

        /** Says whether values of sequences move to other time steps. */
        public boolean movesSteps() {
            return this == TIME_WARP || this == CROP;
        }

        /** Says whether it changes images; otherwise, it changes sequences. */
        public boolean isForImages() {
            return isForImages;
        }
    }

    /** Returns which one it is. */
    Kind kind();

    /** Returns how strong it is: its only component. */
    Number strength();

    /** Returns it in words, such as {@code shift by up to 2 pixels}. */
    String title();

    /** Changes a sample in place. */
    void apply(Sample sample, SeedStream random);

    /**
     * Checks that it fits images of this size.
     *
     * @throws org.seqnet.engine.SeqNetException if it does not
     */
    default void requireFor(ImageShape images) {
        // Most fit any.
    }
}
