package org.seqnet.knime.learner;

import java.util.ArrayList;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Cutout;
import org.seqnet.engine.augmentation.HorizontalFlip;
import org.seqnet.engine.augmentation.Rotation;
import org.seqnet.engine.augmentation.Shift;
import org.seqnet.engine.augmentation.Transformation;
import org.seqnet.engine.augmentation.VerticalFlip;

/**
 * How training images are changed at random. The names of the fields are settings keys and never change; those of
 * strengths have the values that a user finds who enables augmentation.
 */
@LoadDefaultsForAbsentFields
public final class ImageAugmentationParameters implements NodeParameters {
    private static final double HALF = 0.5;

    @Widget(
            title = "Augment training images",
            description = "If checked, each training image is changed at random in each epoch, in the ways set below, "
                    + "so that the network never sees exactly the same image twice. This reduces overfitting, in "
                    + "particular to small tables. Validation and prediction use the unchanged images. The training "
                    + "accuracy and loss are those on the changed images and can therefore be worse than those of the "
                    + "validation.")
    @ValueReference(Enabled.class)
    boolean enabled;

    @Widget(
            title = "Horizontal flip",
            description = "If checked, half of the images are mirrored left to right. Useful for photos; not for "
                    + "images whose class depends on left and right, such as digits and letters.")
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    boolean horizontalFlip;

    @Widget(
            title = "Vertical flip",
            description = "If checked, half of the images are mirrored top to bottom. Useful for images that have no "
                    + "top, such as those from a microscope or a satellite.")
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    boolean verticalFlip;

    @Widget(
            title = "Rotation (degrees)",
            description = "The maximum angle by which an image is rotated around its center, clockwise or "
                    + "counterclockwise. Common values are 5 to 20; the maximum is 180. The pixels at the edge fill "
                    + "the empty corners. Set to 0 to disable.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Degrees.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    double rotation = 10;

    @Widget(
            title = "Shift (pixels)",
            description = "The maximum distance by which an image is moved up or down, and left or right. Common "
                    + "values are 5% to 10% of the image's size: 2 for 28 x 28 pixels. The pixels at the edge fill "
                    + "the gap. Set to 0 to disable.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    int shift = 2;

    @Widget(
            title = "Cutout (pixels)",
            description = "The side length of a square at a random place that is covered with the image's mean color, "
                    + "so that the network does not rely on a single detail. Common values are a quarter to half of "
                    + "the image's size. Set to 0 to disable.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    int cutout;

    /** Refers to the checkbox at the top. */
    static final class Enabled implements BooleanReference {}

    /**
     * Returns the engine's augmentation: a cutout comes last and covers a square that is upright.
     *
     * @throws org.seqnet.engine.SeqNetException if a setting is outside its range
     */
    Augmentation augmentation() {
        if (!enabled) {
            return Augmentation.none();
        }
        var transformations = new ArrayList<Transformation>();
        if (horizontalFlip) {
            transformations.add(new HorizontalFlip(HALF));
        }
        if (verticalFlip) {
            transformations.add(new VerticalFlip(HALF));
        }
        if (rotation != 0) {
            transformations.add(new Rotation(rotation));
        }
        if (shift != 0) {
            transformations.add(new Shift(shift));
        }
        if (cutout != 0) {
            transformations.add(new Cutout(cutout));
        }
        return new Augmentation(transformations);
    }
}
