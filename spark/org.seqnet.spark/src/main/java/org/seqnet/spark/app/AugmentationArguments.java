package org.seqnet.spark.app;

import java.util.ArrayList;
import java.util.Map;
import java.util.function.Function;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Crop;
import org.seqnet.engine.augmentation.Cutout;
import org.seqnet.engine.augmentation.FeatureScaling;
import org.seqnet.engine.augmentation.HorizontalFlip;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.augmentation.Rotation;
import org.seqnet.engine.augmentation.Shift;
import org.seqnet.engine.augmentation.TimeWarp;
import org.seqnet.engine.augmentation.Transformation;
import org.seqnet.engine.augmentation.VerticalFlip;
import picocli.CommandLine.Option;

/** How training sequences or images are changed at random, each one anew in each epoch. */
final class AugmentationArguments {
    private static final double HALF = 0.5;

    @Option(
            names = "--crop",
            paramLabel = "X",
            description = "Keeps this fraction of the time steps, stretched to the original length; greater than 0, "
                    + "at most 1. Common: 0.8 to 0.95. Default: 1 (off).")
    private Double crop;

    @Option(
            names = "--time-warping",
            paramLabel = "X",
            description = "Speeds parts of sequences up and down: the standard deviation of the logarithm of the "
                    + "speed, 0 to 2. Common: 0.1 to 0.3. Default: 0 (off).")
    private Double timeWarping;

    @Option(
            names = "--feature-scaling",
            paramLabel = "X",
            description = "The standard deviation of random factors of the features, 0 to 1. Common: 0.05 to 0.2. "
                    + "Default: 0 (off).")
    private Double featureScaling;

    @Option(
            names = "--jitter",
            paramLabel = "X",
            description = "The standard deviation of random noise on scaled values, at least 0. Common: 0.01 to 0.1. "
                    + "Default: 0 (off).")
    private Double jitter;

    @Option(names = "--horizontal-flip", description = "Mirrors half of the images left to right. Default: off.")
    private boolean horizontalFlip;

    @Option(names = "--vertical-flip", description = "Mirrors half of the images top to bottom. Default: off.")
    private boolean verticalFlip;

    @Option(
            names = "--rotation",
            paramLabel = "DEGREES",
            description = "Rotates images by up to so many degrees, 0 to " + Rotation.MOST_DEGREES
                    + ". Common: 5 to 20. Default: 0 (off).")
    private Double rotation;

    @Option(
            names = "--shift",
            paramLabel = "PIXELS",
            description = "Moves images by up to so many pixels, at least 0. Default: 0 (off).")
    private Integer shift;

    @Option(
            names = "--cutout",
            paramLabel = "PIXELS",
            description = "Covers a square of this side length, at least 0. Default: 0 (off).")
    private Integer cutout;

    /**
     * Returns the augmentation in the order of KNIME's learners: first what changes time, then what changes values; a
     * cutout comes last.
     *
     * @throws WrongArgument if a value is outside its range
     */
    Augmentation augmentation() {
        return WrongArgument.naming(
                Map.of(
                        "Crop", "--crop",
                        "Time warping", "--time-warping",
                        "Scaling", "--feature-scaling",
                        "Jitter", "--jitter",
                        "Rotation", "--rotation",
                        "Shift", "--shift",
                        "Cutout", "--cutout"),
                this::chosen);
    }

    private Augmentation chosen() {
        var chosen = new ArrayList<Transformation>();
        if (crop != null && crop != 1) {
            chosen.add(new Crop(crop));
        }
        add(chosen, timeWarping, TimeWarp::new);
        add(chosen, featureScaling, FeatureScaling::new);
        add(chosen, jitter, Jitter::new);
        if (horizontalFlip) {
            chosen.add(new HorizontalFlip(HALF));
        }
        if (verticalFlip) {
            chosen.add(new VerticalFlip(HALF));
        }
        add(chosen, rotation, Rotation::new);
        add(chosen, shift, Shift::new);
        add(chosen, cutout, Cutout::new);
        return new Augmentation(chosen);
    }

    private static <T extends Number> void add(
            ArrayList<Transformation> chosen, T strength, Function<T, Transformation> transformation) {
        if (strength != null && strength.doubleValue() != 0) {
            chosen.add(transformation.apply(strength));
        }
    }
}
