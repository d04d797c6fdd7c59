package org.seqnet.engine.idx;

import java.net.URI;
import java.util.List;

/**
 * The catalogue of datasets that can be had by name: 60,000 training and 10,000 test images of 28 x 28 unsigned bytes
 * in ten classes each. Checksums are those of the files as first published.
 */
public enum Dataset {
    /** Handwritten digits. LeCun, Cortes, Burges, 1998. */
    MNIST(
            "MNIST",
            "mnist",
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            List.of(
                    "https://ossci-datasets.s3.amazonaws.com/mnist/",
                    "https://storage.googleapis.com/cvdf-datasets/mnist/"),
            List.of(
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),

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
                    "Ankle boot"),
            List.of(
                    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
                    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            List.of(
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));

    private static final int TRAIN_IMAGES = 60_000;
    private static final int TEST_IMAGES = 10_000;
    private static final int IMAGE_BYTES = 28 * 28;
    private static final int IMAGES_HEADER_BYTES = 16;
    private static final int LABELS_HEADER_BYTES = 8;

    private final String title;
    private final String folder;
    private final List<String> classNames;
    private final List<String> mirrors;
    private final List<String> checksums;

    Dataset(String title, String folder, List<String> classNames, List<String> mirrors, List<String> checksums) {
        this.title = title;
        this.folder = folder;
        this.classNames = classNames;
        this.mirrors = mirrors;
        this.checksums = checksums;
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

    /** Returns the number of images in one part. */
    public int images(Split split) {
        return split == Split.TRAIN ? TRAIN_IMAGES : TEST_IMAGES;
    }

    /** Returns the images file of one part. */
    public DatasetFile imagesFile(Split split) {
        var bytes = IMAGES_HEADER_BYTES + (long) IMAGE_BYTES * images(split);
        return file(split.imagesName(), bytes, checksums.get(2 * split.ordinal()));
    }

    /** Returns the labels file of one part. */
    public DatasetFile labelsFile(Split split) {
        var bytes = LABELS_HEADER_BYTES + (long) images(split);
        return file(split.labelsName(), bytes, checksums.get(2 * split.ordinal() + 1));
    }

    private DatasetFile file(String name, long bytes, String sha256) {
        var uris = mirrors.stream()
                .map(mirror -> URI.create(mirror + name + ".gz"))
                .toList();
        return new DatasetFile(name, bytes, sha256, uris);
    }

    @Override
    public String toString() {
        return title;
    }
}
