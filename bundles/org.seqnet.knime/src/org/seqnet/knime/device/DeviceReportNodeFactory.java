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
                Reports the device used by the Sequence Networks nodes, the source of each setting, whether the CPU
                computes in mixed precision, versions and memory. It also checks everything an NVIDIA GPU requires
                (driver, GPU, compute capability, memory, libraries), first for the cuDNN kernels, then for the CUDA
                backend of ND4J, which is used if the cuDNN kernels are not available: whether it is available, where
                it was searched for, and what to do if it is missing. Please attach this table to bug reports.
            </p>
            <p>
                The device, the number of CPU threads, the off-heap memory, the folder of the CUDA libraries and, if
                there are several GPUs, the number of the GPU are set in <i>Preferences &gt; KNIME &gt; Sequence
                Networks</i>. On a server, they can be set in a preference file passed with <tt>-preferences</tt>, for
                example <tt>/instance/org.seqnet.knime/device=cpu</tt>. The environment variables
                <tt>SEQNET_DEVICE</tt>, <tt>SEQNET_THREADS</tt>, <tt>SEQNET_OFF_HEAP_MEGABYTES</tt>,
                <tt>SEQNET_CUDA_LIBRARIES</tt> and <tt>SEQNET_GPU_CARD</tt> override the preferences, and Java system
                properties such as <tt>-Dseqnet.device=cpu</tt> in knime.ini override both. The settings are read when
                the first node computes and stay in effect until KNIME is closed.
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
                .shortDescription("Reports whether the CPU or the GPU is used, and what is missing to use a GPU.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addOutputTable(
                        "Report",
                        "One row per setting, fact or requirement: whether it is in order, what was found and "
                                + "where, and what to do."))
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
