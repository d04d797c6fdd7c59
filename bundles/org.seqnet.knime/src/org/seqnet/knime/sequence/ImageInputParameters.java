package org.seqnet.knime.sequence;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.filehandling.core.data.location.FSLocationValue;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.image.ImageAspect;
import org.seqnet.knime.image.ImageForm;
import org.seqnet.knime.image.ImageSize;

/** The part of the Sequence Reshaper's settings that says what images become before they are sequences. */
@Layout(ReshaperLayout.Sequences.Inputs.class)
abstract class ImageInputParameters extends InputParameters {
    @Widget(
            title = "Size",
            description = "Networks require images of the same size; only recurrent networks accept images with a "
                    + "different number of time steps.")
    @ValueSwitchWidget
    @ValueReference(ImageSizeReference.class)
    @Effect(predicate = FromImages.class, type = EffectType.SHOW)
    ImageSize imageSize = ImageSize.KEEP;

    @Widget(title = "Width", description = "The number of pixels per row.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMostMostPixels.class)
    @Effect(predicate = Resized.class, type = EffectType.SHOW)
    int imageWidth = 28;

    @Widget(title = "Height", description = "The number of rows of pixels.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMostMostPixels.class)
    @Effect(predicate = Resized.class, type = EffectType.SHOW)
    int imageHeight = 28;

    @Widget(
            title = "Aspect ratio",
            description = "What happens if an image has another aspect ratio than the new size.")
    @ValueSwitchWidget
    @Effect(predicate = Resized.class, type = EffectType.SHOW)
    ImageAspect imageAspectRatio = ImageAspect.STRETCH;

    @Widget(
            title = "Append folder name as label",
            description = "If checked, a column with the label of each image is appended: the name of the folder that "
                    + "contains its file. Works only for a column of paths.")
    @Effect(predicate = FromImages.class, type = EffectType.SHOW)
    boolean folderLabel;

    /** Appends labels in a new node if its images are files. */
    final void labelPaths(DataTableSpec table) {
        int column = table.findColumnIndex(imageColumn);
        folderLabel = column >= 0 && Columns.accepts(FSLocationValue.class).test(table.getColumnSpec(column));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (input == Input.IMAGES) {
            imageForm();
        }
    }

    /**
     * Returns what images are read as.
     *
     * @throws InvalidSettingsException if the size is out of range
     */
    final ImageForm imageForm() throws InvalidSettingsException {
        return ImageForm.of(pixels.colours(), imageSize, imageWidth, imageHeight, imageAspectRatio);
    }

    static final class ImageSizeReference implements ParameterReference<ImageSize> {}

    static final class IsResized extends ShownWhen<ImageSize> {
        IsResized() {
            super(ImageSizeReference.class, ImageSize.SCALE);
        }
    }

    static final class Resized extends ShownWhen.Both {
        Resized() {
            super(FromImages.class, IsResized.class);
        }
    }

    static final class AtMostMostPixels extends MaxValidation {
        @Override
        protected double getMax() {
            return ImageForm.MOST_PIXELS;
        }
    }
}
