package org.seqnet.knime.example;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** The Example Data Reader's settings. The names of the fields are settings keys and never change. */
public final class ExampleDataReaderParameters implements NodeParameters {
    @Widget(
            title = "Data set",
            description = "The data set to read. It is downloaded once, verified, and cached in a folder of your user "
                    + "account, so that it is available offline afterwards.")
    @ValueSwitchWidget
    ExampleEntry dataset = ExampleEntry.ELECTRICITY_DEMAND;
}
