package org.seqnet.spark.table;

import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.sequence.SequenceLayout;

/**
 * A file of images in IDX format, and one with their labels; each may be gzipped.
 *
 * @param images the path of the images
 * @param labels the path of the labels; empty if images are to be predicted
 * @param steps what the time steps of an image are
 */
public record IdxSource(String images, Optional<String> labels, Steps steps) {
    public IdxSource {
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(steps, "steps");
    }

    /** What the time steps of an image are. */
    public enum Steps {
        /** Its rows, from top to bottom. */
        ROWS(SequenceLayout.ROWS_AS_STEPS),
        /** Its columns, from left to right. */
        COLUMNS(SequenceLayout.COLUMNS_AS_STEPS);

        private final SequenceLayout layout;

        Steps(SequenceLayout layout) {
            this.layout = layout;
        }

        SequenceLayout layout() {
            return layout;
        }
    }
}
