package org.seqnet.engine.idx;

import java.util.List;

/**
 * The catalogue of datasets that can be had by name: 60,000 training and 10,000 test images of 28 x 28 unsigned bytes
 * in ten classes each. Checksums are those of the files as first published.
 */
public enum Dataset {
    /** Handwritten digits. LeCun, Cortes, Burges, 1998. */
    MNIST("MNIST", "mnist", List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")),

    /** Pictures of clothing. Xiao, Rasul, Vollgraf, 2017, arXiv:1708.07747; MIT licence. */
    FASHION_MNIST(
            "Fashion-MNIST",
            "fashion-mnist",
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot"));

    private final String title;
    private final String folder;
    private final List<String> classNames;

    Dataset(String title, String folder, List<String> classNames) {
        this.title = title;
        this.folder = folder;
        this.classNames = classNames;
    }

    /** Returns the name that people know it by. */
    public String title() {
        return title;
    }

    /** Returns the name of its folder inside the cache. */
    public String folder() {
        return folder;
    }

    /** Returns what the labels 0 to 9 mean, in that order. */
    public List<String> classNames() {
        return classNames;
    }

    /** Returns the images file of one part. */
    DatasetFile imagesFile(Split split) {
        return Catalogue.file(folder, split.imagesName());
    }

    /** Returns the labels file of one part. */
    DatasetFile labelsFile(Split split) {
        return Catalogue.file(folder, split.labelsName());
    }

    @Override
    public String toString() {
        return title;
    }
}
