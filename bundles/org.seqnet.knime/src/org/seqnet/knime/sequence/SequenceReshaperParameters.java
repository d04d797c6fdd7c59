package org.seqnet.knime.sequence;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.Columns;
import org.seqnet.knime.Failures;
import org.seqnet.knime.ShownWhen;

/**
 * The Sequence Reshaper's settings. The names of the fields are settings keys and never change; a workflow from before
 * a setting was there gets its default.
 */
@LoadDefaultsForAbsentFields
@Layout(ReshaperLayout.Output.class)
public final class SequenceReshaperParameters extends ScalingParameters {
    @Widget(
            title = "Output column",
            description = "Whether the sequences replace the column that they come from or are appended as a new one. "
                    + "Several columns that are replaced give way to a new one at the end.")
    @ValueSwitchWidget
    @ValueReference(OutputReference.class)
    @Effect(predicate = EachRow.class, type = EffectType.SHOW)
    OutputColumn output = OutputColumn.APPEND;

    @Widget(title = "New column name", description = "The name of the column with the sequences.")
    @Effect(predicate = Named.class, type = EffectType.SHOW)
    String newColumn = "sequence";

    SequenceReshaperParameters() {}

    SequenceReshaperParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(spec -> {
            chooseColumns(spec);
            // only in a new node: whoever takes all columns out wants none
            numericColumns = spec.stream()
                    .filter(Columns.accepts(DoubleValue.class))
                    .map(DataColumnSpec::getName)
                    .toArray(String[]::new);
        });
    }

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        if (namesColumn() && (newColumn == null || newColumn.isBlank())) {
            throw Failures.invalid(
                    "New column name: the name is empty.",
                    input.isRowByRow() ? "Enter a name, or replace the column." : "Enter a name.");
        }
    }

    /** Returns whether the sequences stand in a column with a name of its own. */
    private boolean namesColumn() {
        return output == OutputColumn.APPEND || input == Input.COLUMNS || !input.isRowByRow();
    }

    enum OutputColumn {
        @Label(value = "Replace", description = "The sequences take the place and name of the column they come from.")
        REPLACE,
        @Label(value = "Append", description = "The sequences are appended as a new column.")
        APPEND
    }

    static final class OutputReference implements ParameterReference<OutputColumn> {}

    static final class Appended extends ShownWhen<OutputColumn> {
        Appended() {
            super(OutputReference.class, OutputColumn.APPEND);
        }
    }

    static final class Named extends ShownWhen.Either {
        Named() {
            super(Appended.class, FromNumericColumns.class);
        }
    }
}
