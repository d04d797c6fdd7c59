package org.seqnet.engine.idx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads an images file and its labels file side by side. */
public final class LabelledIdxReader implements AutoCloseable {

    private final IdxReader images;
    private final IdxLabels labels;

    private LabelledIdxReader(IdxReader images, IdxLabels labels) throws IOException {
        this.images = images;
        this.labels = labels;
        checkCount();
    }

    /**
     * Opens both files and checks that they fit.
     *
     * @throws IOException if the number of labels is not that of the images, or as {@link IdxLabels#of} and
     *     {@link IdxReader#open(Path)}
     */
    public static LabelledIdxReader open(Path images, Path labels) throws IOException {
        var imagesReader = IdxReader.open(images);
        try {
            return of(imagesReader, IdxReader.open(labels));
        } catch (IOException | RuntimeException failed) {
            try (imagesReader) {
                throw failed;
            }
        }
    }

    /**
     * Joins two readers that are both at their start, and takes them over: they are closed with this one, and also if
     * this method throws.
     *
     * @throws IOException as {@link #open}
     */
    public static LabelledIdxReader of(IdxReader images, IdxReader labels) throws IOException {
        try {
            return new LabelledIdxReader(images, IdxLabels.of(labels));
        } catch (IOException | RuntimeException failed) {
            try (images;
                    labels) {
                throw failed;
            }
        }
    }

    /** Returns the header of the images file. */
    public IdxHeader header() {
        return images.header();
    }

    /** Returns the next image and its label; throws as {@link IdxReader#next}. */
    public LabelledTensor next() throws IOException {
        var label = labels.next();
        return new LabelledTensor(images.next(), label);
    }

    /** Passes over the next items, or all that are left if fewer; throws as {@link IdxReader#skip}. */
    public int skip(int items) throws IOException {
        labels.skip(items);
        return images.skip(items);
    }

    @Override
    public void close() throws IOException {
        try (images) {
            labels.close();
        }
    }

    private void checkCount() throws IOException {
        if (labels.count() != images.header().count()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: %,d labels for %,d images in %s; select two files that belong together.",
                    labels.name(),
                    labels.count(),
                    images.header().count(),
                    images.name()));
        }
    }
}
