package org.seqnet.knime.device;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.engine.backend.DeviceReport;
import org.seqnet.engine.backend.Finding;

/** The Device Report: -> a table of what computes, and of what is missing if a graphics card does not. */
public final class DeviceReportNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Tells what Sequence Networks compute on: the device, where each setting stands that chose it, versions and
                memory. Then it looks for all that an NVIDIA graphics card needs (CUDA feature, driver, card, compute
                capability, memory, libraries) and tells for each whether it is there, where it was looked for, and what
                to do if it is missing. Add the table to a bug report.
            </p>
            <p>
                Device, CPU threads, memory outside the Java heap and the folder of CUDA libraries are chosen under
                <i>Preferences &gt; KNIME &gt; Sequence Networks</i>. On a server, a file given to <tt>-preferences</tt>
                sets them, such as <tt>/instance/org.seqnet.knime/device=cpu</tt>; the environment variables
                <tt>SEQNET_DEVICE</tt>, <tt>SEQNET_THREADS</tt>, <tt>SEQNET_OFF_HEAP_MEGABYTES</tt> and
                <tt>SEQNET_CUDA_LIBRARIES</tt> outrank it, and Java system properties such as
                <tt>-Dseqnet.device=cpu</tt> in knime.ini outrank these. What holds when the first node computes holds until
                KNIME is closed.
            </p>
            """;

    private static final DataTableSpec SPEC = new DataTableSpec(DataTableSpec.createColumnSpecs(
            new String[] {"Subject", "In order", "Found", "What to do"},
            new DataType[] {StringCell.TYPE, BooleanCell.TYPE, StringCell.TYPE, StringCell.TYPE}));

    /** Creates the factory; KNIME calls it. */
    public DeviceReportNodeFactory() {
        super(DefaultNode.create()
                .name("Device Report")
                .icon("device-report.png")
                .shortDescription("Tells whether CPU or graphics card computes, and what a graphics card lacks.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addOutputTable(
                        "Report",
                        "A row for each setting, fact or requirement: whether it is in order, what was found and where,"
                                + " and what to do."))
                .model(model -> model.withoutParameters()
                        .configure((input, output) -> output.setOutSpec(0, SPEC))
                        .execute(DeviceReportNodeFactory::execute))
                .nodeType(NodeType.Other)
                .keywords("GPU", "CUDA", "NVIDIA", "graphics card", "diagnosis", "threads", "memory", "hardware"));
    }

    static void execute(ExecuteInput input, ExecuteOutput output) {
        var rows = input.getExecutionContext().createDataContainer(SPEC);
        for (Finding finding : DeviceReport.make()) {
            rows.addRowToTable(new DefaultRow(
                    "Row" + rows.size(),
                    new StringCell(finding.subject()),
                    finding.present() ? BooleanCell.TRUE : BooleanCell.FALSE,
                    new StringCell(finding.found()),
                    new StringCell(finding.cure())));
        }
        rows.close();
        output.setOutData(0, rows.getTable());
    }
}
