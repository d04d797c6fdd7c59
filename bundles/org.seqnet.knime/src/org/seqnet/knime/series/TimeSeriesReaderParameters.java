package org.seqnet.knime.series;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FolderSelectionWidget;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.NodeParameters;
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
import org.seqnet.engine.Quoted;
import org.seqnet.engine.series.Archive;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.message.Failures;

/**
 * The Time Series Reader's settings; the only class of its node that touches KNIME's file widget, which is no public
 * API yet. The names of the fields are settings keys and never change.
 */
public final class TimeSeriesReaderParameters implements NodeParameters {
    private static final String OTHER_SOURCE = ", or set \"Source\" to \"Archive\".";

    /** What is read. */
    @Section(title = "Data")
    interface Data {}

    /** What becomes of it. */
    @Section(title = "Series")
    @After(Data.class)
    interface Series {}

    @Widget(
            title = "Source",
            description = "Whether to read a data set of the UCR/UEA archive, a folder with a data set, or a file.")
    @Layout(Data.class)
    @ValueSwitchWidget
    @ValueReference(SourceReference.class)
    SeriesSource source = SeriesSource.ARCHIVE;

    @Widget(
            title = "Data set",
            description = "The data set of the archive to read: univariate sets, then multivariate ones, then those "
                    + "for regression. It is downloaded once and cached in a folder of your user account, so that it "
                    + "is available offline afterwards. For a data set that is not listed, set the name by a flow "
                    + "variable.")
    @Layout(Data.class)
    @ChoicesProvider(ArchiveNames.class)
    @Effect(predicate = FromArchive.class, type = EffectType.SHOW)
    String dataset = "GunPoint";

    // KNIME 5.9 dropped this widget for one that 5.8 lacks, and then offers files: hence a file stands for its folder
    @Widget(
            title = "Folder",
            description = "The folder that contains the files, or any file in it: a local path or a location relative "
                    + "to the workflow or mountpoint.")
    @Layout(Data.class)
    @FolderSelectionWidget
    @Effect(predicate = FromFolder.class, type = EffectType.SHOW)
    FileSelection folder = new FileSelection();

    @Widget(
            title = "Data set name",
            description = "The name of the data set in the folder, such as <tt>GunPoint</tt> for "
                    + "<tt>GunPoint_TRAIN.ts</tt>. The files may also be in a subfolder of this name. If empty, the "
                    + "folder must contain the files of one data set only.")
    @Layout(Data.class)
    @Effect(predicate = FromFolder.class, type = EffectType.SHOW)
    String name = "";

    @Widget(
            title = "File",
            description = "The .ts or .arff file, uncompressed or gzipped: a local path, a location relative to the "
                    + "workflow or mountpoint, or a URL.")
    @Layout(Data.class)
    @FileReaderWidget
    @Effect(predicate = FromFile.class, type = EffectType.SHOW)
    FileSelection file = new FileSelection();

    @Widget(title = "Subset", description = "The training series, the test series, or both.")
    @Layout(Data.class)
    @ValueSwitchWidget
    @Effect(predicate = InTwoParts.class, type = EffectType.SHOW)
    SeriesSubset subset = SeriesSubset.TRAINING;

    @Widget(
            title = "Series with missing values",
            description = "How to handle series that lack the value of a dimension at a time step.")
    @Layout(Series.class)
    @ValueSwitchWidget
    IncompleteSeries incomplete = IncompleteSeries.KEEP;

    @Override
    public void validate() throws InvalidSettingsException {
        if (source == SeriesSource.ARCHIVE && (dataset == null || !Archive.isName(dataset))) {
            throw Failures.invalid(
                    "Data set: %s is not the name of a data set in the UCR/UEA archive."
                            .formatted(Quoted.of(String.valueOf(dataset))),
                    "Select one in the node's dialog.");
        }
        if (source == SeriesSource.FOLDER && name != null && !name.isEmpty() && !Archive.isName(name)) {
            throw Failures.invalid(
                    "Data set name: %s contains characters other than letters, digits, - and _."
                            .formatted(Quoted.of(name)),
                    "Enter the name as it is in the names of the files, before _TRAIN or _TEST.");
        }
    }

    /**
     * Returns the folder, or a file in it.
     *
     * @throws InvalidSettingsException if none is chosen; whether it is there shows when it is read
     */
    FSLocation folder() throws InvalidSettingsException {
        var resolution = "Select the folder that contains the files" + OTHER_SOURCE;
        var location = OpenLocation.chosen("Folder", "folder", folder.getFSLocation(), resolution);
        if (location.getFSCategory() == FSCategory.CUSTOM_URL) {
            throw Failures.invalid("Folder: a URL leads to a single file, not to a folder.", resolution);
        }
        return location;
    }

    /**
     * Returns the file.
     *
     * @throws InvalidSettingsException if none is chosen; whether it is there shows when it is read
     */
    FSLocation file() throws InvalidSettingsException {
        return OpenLocation.chosen("File", file.getFSLocation(), "Select a .ts or .arff file" + OTHER_SOURCE);
    }

    /** Returns whether the table tells which part each series is of. */
    boolean hasSplit() {
        return source != SeriesSource.FILE && subset == SeriesSubset.BOTH;
    }

    static final class SourceReference implements ParameterReference<SeriesSource> {}

    static final class FromArchive extends ShownWhen<SeriesSource> {
        FromArchive() {
            super(SourceReference.class, SeriesSource.ARCHIVE);
        }
    }

    static final class FromFolder extends ShownWhen<SeriesSource> {
        FromFolder() {
            super(SourceReference.class, SeriesSource.FOLDER);
        }
    }

    static final class FromFile extends ShownWhen<SeriesSource> {
        FromFile() {
            super(SourceReference.class, SeriesSource.FILE);
        }
    }

    static final class InTwoParts extends ShownWhen<SeriesSource> {
        InTwoParts() {
            super(SourceReference.class, SeriesSource.ARCHIVE, SeriesSource.FOLDER);
        }
    }
}
