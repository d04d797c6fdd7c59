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

    @Widget(title = "Read from", description = "Whether to read a well-known data set or files of your own.")
    @Layout(Data.class)
    @ValueSwitchWidget
    @ValueReference(SourceReference.class)
    DataSource source = DataSource.CATALOGUE;

    @Widget(
            title = "Data set",
            description = "The data set to read. It is downloaded once, checked, and kept in a folder of your user "
                    + "account, so that it is there without a network from then on.")
    @Layout(Data.class)
    @ValueSwitchWidget
    @Effect(predicate = FromCatalogue.class, type = EffectType.SHOW)
    CatalogueEntry dataset = CatalogueEntry.MNIST;

    @Widget(title = "Part", description = "The images to learn from, or those to measure on.")
    @Layout(Data.class)
    @ValueSwitchWidget
    @Effect(predicate = FromCatalogue.class, type = EffectType.SHOW)
    CataloguePart part = CataloguePart.TRAINING;

    @Widget(
            title = "Labels as class names",
            description = "Whether labels are the names of the classes, such as \"Sneaker\", instead of their numbers.")
    @Layout(Data.class)
    @Effect(predicate = FromCatalogue.class, type = EffectType.SHOW)
    boolean useClassNames;

    @Layout(Data.class)
    IdxFiles files = new IdxFiles();

    @Widget(title = "Skip first rows", description = "How many images to leave out at the start.")
    @Layout(Rows.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    long skipRows;

    @Widget(title = "Limit rows", description = "Whether to stop after a number of images, to try things out faster.")
    @Layout(Rows.class)
    @ValueReference(Limited.class)
    boolean limitRows;

    @Widget(title = "Maximum rows", description = "How many images to read at most.")
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
