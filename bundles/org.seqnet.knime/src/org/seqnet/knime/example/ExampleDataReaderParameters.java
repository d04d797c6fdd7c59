package org.seqnet.knime.example;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.dialog.ShownWhen;

/** The Example Data Reader's settings. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class ExampleDataReaderParameters implements NodeParameters {
    @Widget(
            title = "Data set",
            description = "The data set to read. It is downloaded once, verified, and cached in a folder of your user "
                    + "account, so that it is available offline afterwards.")
    @ValueSwitchWidget
    @ValueReference(DatasetOf.class)
    ExampleEntry dataset = ExampleEntry.ELECTRICITY_DEMAND;

    @Widget(
            title = "Subset",
            description = "The rows to read. The data set has no test rows of its own, so every fifth row is one: "
                    + "637 rows for testing, 2,549 for training.")
    @Effect(predicate = IsOfClasses.class, type = EffectType.SHOW)
    @ValueSwitchWidget
    Subset subset = Subset.ALL;

    /** Refers to the data set. */
    static final class DatasetOf implements ParameterReference<ExampleEntry> {}

    /** Holds for data sets of rows to classify; series are split by time. */
    static final class IsOfClasses extends ShownWhen<ExampleEntry> {
        IsOfClasses() {
            super(DatasetOf.class, ExampleEntry.SPLICE_JUNCTIONS);
        }
    }

    /** Says whether a row is read, which is counted from 0. */
    boolean reads(int row) {
        return dataset != ExampleEntry.SPLICE_JUNCTIONS || subset.has(row);
    }
}
