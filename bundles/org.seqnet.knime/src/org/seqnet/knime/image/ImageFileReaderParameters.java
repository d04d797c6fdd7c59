package org.seqnet.knime.image;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FolderSelectionWidget;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.message.Failures;

/**
 * The Image File Reader's settings; the only class of this node that touches KNIME's file widget, which is no public
 * API yet. The names of the fields are settings keys and never change.
 */
public final class ImageFileReaderParameters implements NodeParameters {
    /** The largest width or height that images are scaled to. */
    static final int MOST_PIXELS = 4096;

    /** Where the images are. */
    @Section(title = "Files")
    interface Files {}

    /** What is read from them. */
    @Section(title = "Images")
    @After(Files.class)
    interface Images {}

    @Widget(
            title = "File column",
            description = "The column with the names of the files, such as <tt>cat.png</tt> or "
                    + "<tt>train/cat.png</tt>, relative to the folder. Absolute paths are possible if they lead "
                    + "into the folder. For a column of paths, put a Path to String node before this one.")
    @Layout(Files.class)
    @ChoicesProvider(FileColumns.class)
    String fileColumn = "";

    // KNIME 5.9 dropped this widget for one that 5.8 lacks, and then offers files: hence a file stands for its folder
    @Widget(
            title = "Folder",
            description = "The folder that contains the images, or any file in it, such as the CSV file with the "
                    + "names: a local path or a location relative to the workflow or mountpoint. Only "
                    + "files in this folder and its subfolders are read.")
    @Layout(Files.class)
    @FolderSelectionWidget
    FileSelection folder = new FileSelection();

    @Widget(
            title = "Unreadable images",
            description = "How to handle rows whose file name is missing, or whose file is missing, damaged or "
                    + "no image.")
    @Layout(Files.class)
    @ValueSwitchWidget
    MissingCells unreadable = MissingCells.FAIL;

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
    @Effect(predicate = Scaled.class, type = EffectType.SHOW)
    int width = 28;

    @Widget(title = "Height", description = "The number of rows of pixels.")
    @Layout(Images.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMostMostPixels.class)
    @Effect(predicate = Scaled.class, type = EffectType.SHOW)
    int height = 28;

    @Widget(title = "New column name", description = "The name of the column with the images.")
    @Layout(Images.class)
    String newColumn = "image";

    ImageFileReaderParameters() {}

    ImageFileReaderParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(table -> fileColumn = FileColumns.preferred(table));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (size == ImageSize.SCALE) {
            requireSize("Width", width);
            requireSize("Height", height);
        }
        if (newColumn == null || newColumn.isBlank()) {
            throw Failures.invalid("New column name: the name is empty.", "Enter a name.");
        }
    }

    private static void requireSize(String setting, int pixels) throws InvalidSettingsException {
        if (pixels < 1 || pixels > MOST_PIXELS) {
            throw Failures.invalid(
                    "%s: %d is not between 1 and %d.".formatted(setting, pixels, MOST_PIXELS),
                    "Enter a number of pixels in this range.");
        }
    }

    /**
     * Returns the folder, or a file in it.
     *
     * @throws InvalidSettingsException if none is chosen; whether it is there shows when the node is executed
     */
    FSLocation location() throws InvalidSettingsException {
        var resolution = "Select the folder that contains the images.";
        var location = OpenLocation.chosen("Folder", "folder", folder.getFSLocation(), resolution);
        if (location.getFSCategory() == FSCategory.CUSTOM_URL) {
            throw Failures.invalid("Folder: a URL leads to a single file, not to a folder.", resolution);
        }
        return location;
    }

    /** Returns the shape of all images, if the settings decide on it. */
    Optional<Shape> shape() {
        if (size == ImageSize.KEEP) {
            return Optional.empty();
        }
        return switch (colors) {
            case AS_STORED -> Optional.empty();
            case GREY -> Optional.of(Shape.of(height, width));
            case RGB -> Optional.of(Shape.of(height, width, 3));
        };
    }

    static final class SizeReference implements ParameterReference<ImageSize> {}

    static final class Scaled extends ShownWhen<ImageSize> {
        Scaled() {
            super(SizeReference.class, ImageSize.SCALE);
        }
    }

    static final class AtMostMostPixels extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST_PIXELS;
        }
    }
}
