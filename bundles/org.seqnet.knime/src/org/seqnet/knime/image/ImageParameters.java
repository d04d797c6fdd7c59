package org.seqnet.knime.image;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.knime.dialog.ShownWhen;

/** The settings that all readers of images have: what the images are read as. */
abstract class ImageParameters implements NodeParameters {
    /** Where the images are. */
    @Section(title = "Files")
    interface Files {}

    /** What is read from them. */
    @Section(title = "Images")
    @After(Files.class)
    interface Images {}

    @Widget(
            title = "Colors",
            description = "Which values to read from each pixel. Use the same setting for training and prediction. "
                    + "Transparency is ignored, and 16-bit values are reduced to 8 bits.")
    @Layout(Images.class)
    @ValueSwitchWidget
    ImageColors colors = ImageColors.AS_STORED;

    @Widget(title = "Size", description = "Networks require images of the same size.")
    @Layout(Images.class)
    @ValueSwitchWidget
    @ValueReference(SizeReference.class)
    ImageSize size = ImageSize.KEEP;

    @Widget(title = "Width", description = "The number of pixels per row.")
    @Layout(Images.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMostMostPixels.class)
    @Effect(predicate = Resized.class, type = EffectType.SHOW)
    int width = 28;

    @Widget(title = "Height", description = "The number of rows of pixels.")
    @Layout(Images.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMostMostPixels.class)
    @Effect(predicate = Resized.class, type = EffectType.SHOW)
    int height = 28;

    @Widget(
            title = "Aspect ratio",
            description = "What happens if an image has another aspect ratio than the new size.")
    @Layout(Images.class)
    @ValueSwitchWidget
    @Effect(predicate = Resized.class, type = EffectType.SHOW)
    ImageAspect aspectRatio = ImageAspect.STRETCH;

    @Override
    public void validate() throws InvalidSettingsException {
        form();
    }

    /**
     * Returns what the images are read as.
     *
     * @throws InvalidSettingsException if the size is out of range
     */
    final ImageForm form() throws InvalidSettingsException {
        return ImageForm.of(colors.colours(), size, width, height, aspectRatio);
    }

    static final class SizeReference implements ParameterReference<ImageSize> {}

    static final class Resized extends ShownWhen<ImageSize> {
        Resized() {
            super(SizeReference.class, ImageSize.SCALE);
        }
    }

    static final class AtMostMostPixels extends MaxValidation {
        @Override
        protected double getMax() {
            return ImageForm.MOST_PIXELS;
        }
    }
}
