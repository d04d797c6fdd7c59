package org.knime.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;

/** A node with an optional second table; its default column is the first of its first table. */
public final class Doubler extends DefaultNodeFactory {
    public Doubler() {
        super(DefaultNode.create()
                .name("Doubler")
                .icon("doubler.png")
                .shortDescription("Says everything twice.")
                .fullDescription("<p>Takes a table, and gives it back.</p>")
                .sinceVersion(5, 8, 0)
                .dynamicPorts(ports -> ports.addInputPortGroup("table", group -> group.name("Table")
                                .description("Rows.")
                                .fixed(BufferedDataTable.TYPE))
                        .addInputPortGroup("more", group -> group.name("More rows")
                                .description("Further rows.")
                                .optional()
                                .supportedTypes(BufferedDataTable.TYPE))
                        .addOutputPortGroup("out", group -> group.name("Result")
                                .description("The rows.")
                                .fixed(BufferedDataTable.TYPE))
                        .addOutputPortGroup("unset", group -> group.name("Nothing")
                                .description("Never set.")
                                .fixed(FlowVariablePortObject.TYPE)))
                .model(model -> model.parametersClass(Parameters.class)
                        .configure(Doubler::configure)
                        .execute(Doubler::execute))
                .keywords("twice", "again")
                .addExternalResource("https://example.org", "An example"));
    }

    /** The settings. */
    static final class Parameters implements NodeParameters {
        @Widget(title = "Column", description = "The column.")
        String column = "none";

        @Widget(title = "Factor", description = "How often; 2 is usual.")
        int factor = 2;

        int inputs;

        Parameters() {}

        Parameters(NodeParametersInput input) {
            column = input.getInTableSpec(0)
                    .map(spec -> spec.getColumnSpec(0).getName())
                    .orElse("none");
            inputs = input.getInPortTypes().length;
        }

        @Override
        public void validate() throws InvalidSettingsException {
            if (factor < 0) {
                throw new InvalidSettingsException("Factor is " + factor + "; it must be 0 or more.");
            }
        }
    }

    private static void configure(DefaultModel.ConfigureInput input, DefaultModel.ConfigureOutput output)
            throws InvalidSettingsException {
        Parameters parameters = input.getParameters();
        DataTableSpec spec = input.getInTableSpec(0);
        if (!spec.containsName(parameters.column)) {
            throw new InvalidSettingsException("There is no column \"" + parameters.column + "\".");
        }
        output.setWarningMessage(input.getInPortSpecs().length + " inputs");
        output.setOutSpec(0, spec);
    }

    private static void execute(DefaultModel.ExecuteInput input, DefaultModel.ExecuteOutput output)
            throws KNIMEException {
        Parameters parameters = input.getParameters();
        if (parameters.factor == 13) {
            throw KNIMEException.of(Message.fromSummary("Thirteen is too many."));
        }
        output.setOutData(input.getInTable(0), FlowVariablePortObject.INSTANCE);
        output.setInternalData(input.getInTable(0));
    }
}
