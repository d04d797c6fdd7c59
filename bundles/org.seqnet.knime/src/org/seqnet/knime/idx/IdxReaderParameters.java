package org.seqnet.knime.idx;

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
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.message.Failures;

/** The IDX Reader's settings. The names of the fields are settings keys and never change. */
public final class IdxReaderParameters implements NodeParameters {
    /** What is read. */
    @Section(title = "Data")
    interface Data {}

    /** Which rows of it. */
    @Section(title = "Rows")
    @After(Data.class)
    interface Rows {}

    @Widget(title = "Source", description = "Whether to read a built-in data set or your own IDX files.")
    @Layout(Data.class)
    @ValueSwitchWidget
    @ValueReference(SourceReference.class)
    DataSource source = DataSource.CATALOGUE;

    @Widget(
            title = "Data set",
            description = "The data set to read. It is downloaded once, verified, and cached in a folder of "
                    + "your user account, so that it is available offline afterwards.")
    @Layout(Data.class)
    @ValueSwitchWidget
    @Effect(predicate = FromCatalogue.class, type = EffectType.SHOW)
    CatalogueEntry dataset = CatalogueEntry.MNIST;

    @Widget(title = "Subset", description = "The training images or the test images.")
    @Layout(Data.class)
    @ValueSwitchWidget
    @Effect(predicate = FromCatalogue.class, type = EffectType.SHOW)
    CataloguePart part = CataloguePart.TRAINING;

    @Widget(
            title = "Use class names as labels",
            description = "If checked, the labels are the names of the classes, such as \"Sneaker\", instead of "
                    + "their numbers.")
    @Layout(Data.class)
    @Effect(predicate = FromCatalogue.class, type = EffectType.SHOW)
    boolean useClassNames;

    @Layout(Data.class)
    IdxFiles files = new IdxFiles();

    @Widget(title = "Skip first rows", description = "The number of images to skip at the beginning.")
    @Layout(Rows.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    long skipRows;

    @Widget(
            title = "Limit rows",
            description =
                    "If checked, only a limited number of images is read, for example to test a workflow quickly.")
    @Layout(Rows.class)
    @ValueReference(Limited.class)
    boolean limitRows;

    @Widget(title = "Maximum rows", description = "The maximum number of images to read.")
    @Layout(Rows.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Limited.class, type = EffectType.SHOW)
    long maxRows = 1000;

    @Override
    public void validate() throws InvalidSettingsException {
        if (skipRows < 0) {
            throw Failures.invalid("Skip first rows: " + skipRows + " is negative.", "Enter 0 or more.");
        }
        if (limitRows && maxRows < 0) {
            throw Failures.invalid("Maximum rows: " + maxRows + " is negative.", "Enter 0 or more.");
        }
    }

    /** Returns how many rows to read at most. */
    long mostRows() {
        return limitRows ? maxRows : Long.MAX_VALUE;
    }

    static final class SourceReference implements ParameterReference<DataSource> {}

    static final class Limited implements BooleanReference {}

    static final class FromCatalogue extends ShownWhen<DataSource> {
        FromCatalogue() {
            super(SourceReference.class, DataSource.CATALOGUE);
        }
    }
}
