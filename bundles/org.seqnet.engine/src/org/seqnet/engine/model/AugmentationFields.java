package org.seqnet.engine.model;

import java.util.ArrayList;
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

/** How training sequences were changed at random, as fields of a model file; none if they were not. */
final class AugmentationFields {
    private static final String KEY = "augmentation.";

    private AugmentationFields() {}

    /** Returns the first version of the format that can say this. */
    static int version(Augmentation augmentation) {
        return augmentation.isNone() ? 1 : 8;
    }

    static void write(Augmentation augmentation, Fields fields) {
        int number = 0;
        for (var transformation : augmentation.transformations()) {
            number++;
            fields.with(KEY + number, transformation.kind() + " " + transformation.strength());
        }
    }

    /** Reads the augmentation; since version 8, there may be one. */
    static Augmentation read(Fields fields, int version) throws MalformedModelException {
        var transformations = new ArrayList<Transformation>();
        while (version > 7 && fields.has(KEY + (transformations.size() + 1))) {
            var key = KEY + (transformations.size() + 1);
            transformations.add(fields.take(key, "a known augmentation and its strength", AugmentationFields::of));
        }
        return new Augmentation(transformations);
    }

    private static Transformation of(String text) {
        int space = text.indexOf(' ');
        var kind = Transformation.Kind.valueOf(text.substring(0, Math.max(0, space)));
        var strength = text.substring(space + 1);
        return switch (kind) {
            case JITTER -> new Jitter(Double.parseDouble(strength));
            case SCALING -> new FeatureScaling(Double.parseDouble(strength));
            case TIME_WARP -> new TimeWarp(Double.parseDouble(strength));
            case CROP -> new Crop(Double.parseDouble(strength));
            case SHIFT -> new Shift(Integer.parseInt(strength));
            case ROTATION -> new Rotation(Double.parseDouble(strength));
            case HORIZONTAL_FLIP -> new HorizontalFlip(Double.parseDouble(strength));
            case VERTICAL_FLIP -> new VerticalFlip(Double.parseDouble(strength));
            case CUTOUT -> new Cutout(Integer.parseInt(strength));
        };
    }
}
