package org.seqnet.knime.scene;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.scene.Appearance;
import org.seqnet.engine.scene.Look;
import org.seqnet.engine.scene.Outfits;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.dialog.Share;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorColumns;

/** The Scene Composer's settings. The names of the fields are settings keys and never change. */
public final class SceneComposerParameters implements NodeParameters {
    /** What scenes are composed of. */
    @Section(title = "Images")
    interface Images {}

    /** Which labels occur together. */
    @Section(title = "Labels")
    @After(Images.class)
    interface Labels {}

    /** What scenes look like. */
    @Section(title = "Scenes")
    @After(Labels.class)
    interface Scenes {}

    @Widget(
            title = "Image column",
            description = "The column with the images: two-dimensional tensors of unsigned bytes (rows x columns), "
                    + "all of the same size, as read by the IDX Reader.")
    @Layout(Images.class)
    @ChoicesProvider(TensorColumns.class)
    String imageColumn = "";

    @Widget(title = "Label column", description = "The column with the label of each image.")
    @Layout(Images.class)
    @ChoicesProvider(LabelColumns.class)
    String labelColumn = "";

    @Widget(title = "Missing values", description = "Whether to skip rows with a missing image or label, or to fail.")
    @Layout(Images.class)
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    @Widget(
            title = "Labels of a scene",
            description = "Whether labels occur together as in the outfits, or independently of each other.")
    @Layout(Labels.class)
    @ValueSwitchWidget
    LabelRule labels = LabelRule.OUTFITS;

    @Widget(
            title = "Outfits",
            description = "One outfit per line: its labels, separated by commas. Labels in parentheses belong to faint "
                    + "images, which can hardly be seen. A line that is entered twice is twice as likely. The labels "
                    + "must occur in the label column.")
    @Layout(Labels.class)
    @TextAreaWidget(rows = 12)
    String outfits = String.join("\n", FashionOutfits.LINES);

    @Widget(title = "Number of scenes", description = "The number of rows of the output table.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int scenes = 10_000;

    @Widget(title = "Canvas size (pixels)", description = "The number of rows and columns of each scene.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int canvasSize = 32;

    @Widget(
            title = "Smallest scale",
            description = "Images are resized by a random factor. This is its minimum; for example, 0.5 halves width "
                    + "and height.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double smallestScale = 0.6;

    @Widget(
            title = "Largest scale",
            description = "The maximum of the random factor. The largest images must fit on the canvas.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double largestScale = 0.75;

    @Widget(
            title = "Smallest brightness",
            description = "The gray values of each image are multiplied by a random factor. This is its minimum.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Share.AtMostOne.class)
    double smallestBrightness = 0.7;

    @Widget(title = "Largest brightness", description = "The maximum of the random factor of the gray values.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Share.AtMostOne.class)
    double largestBrightness = 1;

    @Widget(
            title = "Smallest scale of faint images",
            description = "The smallest scale of images whose labels are in parentheses.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double smallestFaintScale = 0.25;

    @Widget(
            title = "Largest scale of faint images",
            description = "The largest scale of images whose labels are in parentheses.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double largestFaintScale = 0.35;

    @Widget(
            title = "Smallest brightness of faint images",
            description = "The smallest brightness of images whose labels are in parentheses.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Share.AtMostOne.class)
    double smallestFaintBrightness = 0.08;

    @Widget(
            title = "Largest brightness of faint images",
            description = "The largest brightness of images whose labels are in parentheses.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Share.AtMostOne.class)
    double largestFaintBrightness = 0.15;

    @Widget(
            title = "Background (largest gray value)",
            description = "Pixels of a resized image up to this gray value (0 is black, 255 is white) are background: "
                    + "they are transparent. The canvas is black.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int background = 7;

    @Widget(
            title = "Maximum hidden part",
            description = "The share of an image (0 to 1) that others may hide. If the canvas is too crowded, the "
                    + "best of several arrangements is used. Set to 1 for arbitrary positions.")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Share.AtMostOne.class)
    double hiddenPart = 0.2;

    @Widget(
            title = "Noise",
            description = "The standard deviation of the Gaussian noise on each pixel, in gray values (0 to 255).")
    @Layout(Scenes.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double noise = 12;

    @Widget(
            title = "Random seed",
            description = "An integer. The same table, settings and seed give the same scenes on every machine.")
    @Layout(Scenes.class)
    long seed = 42;

    SceneComposerParameters() {}

    SceneComposerParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(this::chooseColumns);
    }

    /** Chooses fitting columns where none is chosen yet. */
    void chooseColumns(DataTableSpec spec) {
        if (imageColumn == null || imageColumn.isEmpty()) {
            imageColumn = TensorColumn.preferred(spec);
        }
        if (labelColumn == null || labelColumn.isEmpty()) {
            labelColumn = LabelColumns.preferred(spec);
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (scenes < 0) {
            throw Failures.invalid("Number of scenes: " + scenes + " is negative.", "Enter 0 or more.");
        }
        try {
            parsedOutfits();
            look();
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }

    Outfits parsedOutfits() {
        return Outfits.parse(outfits == null ? "" : outfits);
    }

    Look look() {
        return new Look(
                canvasSize,
                new Appearance(smallestScale, largestScale, smallestBrightness, largestBrightness),
                new Appearance(smallestFaintScale, largestFaintScale, smallestFaintBrightness, largestFaintBrightness),
                background,
                hiddenPart,
                noise);
    }
}
