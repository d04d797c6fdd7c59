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
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.message.Failures;

/**
 * The Sequence Reshaper's settings. The names of the fields are settings keys and never change; a workflow that is
 * older than a setting gets its default.
 */
@LoadDefaultsForAbsentFields
@Layout(ReshaperLayout.Output.class)
public final class SequenceReshaperParameters extends ScalingParameters {
    @Widget(
            title = "Output column",
            description = "Whether the sequences replace their source column or are appended as a new column. If "
                    + "there are several source columns, they are replaced by one new column at the end of the "
                    + "table.")
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
            labelPaths(spec);
            // only in a new node: a user who excludes all columns wants none
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

    /** Returns whether the column of the sequences has a configurable name. */
    private boolean namesColumn() {
        return output == OutputColumn.APPEND || input == Input.COLUMNS || !input.isRowByRow();
    }

    enum OutputColumn {
        @Label(value = "Replace", description = "The sequences replace their source column.")
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
