package org.seqnet.knime.sequence;

import java.util.Arrays;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
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
import org.seqnet.knime.tensor.TensorValue;

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

    /** Creates the settings of a new node; the values of the fields are those of nodes that are older than a field. */
    SequenceReshaperParameters(NodeParametersInput context) {
        beginAnew();
        context.getInTableSpec(0).ifPresent(this::propose);
    }

    private void beginAnew() {
        scaling = Scale.NONE;
        missingValues = MissingInRow.IN_SEQUENCE;
        missingSteps = MissingSteps.KEEP;
        additionalColumns = AdditionalColumns.AUTOMATIC;
    }

    private void propose(DataTableSpec spec) {
        var proposal = Proposal.of(spec);
        input = proposal.input();
        groupColumn = proposal.group();
        withinGroups = !groupColumn.isEmpty();
        orderColumn = proposal.order();
        sortSteps = !orderColumn.isEmpty();
        numericColumns = proposal.features().toArray(String[]::new);
        forecastInTime = sortSteps;
        targetColumns =
                Stream.of(proposal.target()).filter(name -> !name.isEmpty()).toArray(String[]::new);
        featuresPerStep = input == Input.COLUMNS ? proposal.variables().count() : 1;
        valueOrder = input == Input.COLUMNS ? proposal.variables().order() : ValueOrder.BY_STEP;
        range = input.readsNumbers() ? Range.DATA : Range.ELEMENT_TYPE;
        carriedColumns = CarriedColumns.proposed(spec, this);
        super.chooseColumns(spec);
        labelPaths(spec);
    }

    @Override
    void chooseColumns(DataTableSpec spec) {
        if (isUntouched() && spec.stream().noneMatch(Columns.accepts(TensorValue.class))) {
            beginAnew();
            propose(spec);
        }
        super.chooseColumns(spec);
    }

    /** Returns whether the node was saved before it was connected: KNIME then saves the values of the fields. */
    private boolean isUntouched() {
        return input == Input.TENSORS
                && additionalColumns == AdditionalColumns.SELECTED
                && "".equals(tensorColumn)
                && "".equals(groupColumn)
                && Arrays.equals(numericColumns, new String[0]);
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
