package org.seqnet.knime.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.equinox.app.IApplication;
import org.junit.jupiter.api.Test;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;

class DeviceReportTest {
    @Test
    void the_node_tells_the_device_and_what_a_graphics_card_lacks() throws Exception {
        var run = NodeRun.executing(null);

        DeviceReportNodeFactory.execute(run, run);

        var table = run.table(0);
        assertThat(table.getDataTableSpec().getColumnNames())
                .containsExactly("Subject", "In order", "Found", "What to do");
        assertThat(Tables.column(table, "Subject"))
                .startsWith("Setting: device", "Setting: threads")
                .contains(
                        "Device",
                        "Library",
                        "Mixed precision",
                        "Cores",
                        "CUDA feature",
                        "NVIDIA driver",
                        "Graphics card");
        var cudaFeature = Tables.column(table, "Subject").indexOf("CUDA feature");
        assertThat(Tables.column(table, "In order").get(cudaFeature)).isEqualTo("false");
        assertThat(Tables.column(table, "What to do").get(cudaFeature))
                .isEqualTo("Install \"Sequence Networks: NVIDIA graphics cards\" from the update site.");
    }

    @Test
    void the_application_prints_the_same() {
        var out = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(new DeviceReportApplication().start(null)).isEqualTo(IApplication.EXIT_OK);
        } finally {
            System.setOut(out);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.startsWith("ok  Setting: device: automatic (the default)"))
                .anyMatch(line -> line.startsWith("no  CUDA feature: not installed."))
                .anyMatch(line -> line.startsWith("      Install \"Sequence Networks: NVIDIA graphics cards\""));
    }

    @Test
    void preferences_that_nobody_set_are_none() {
        var node = InstanceScope.INSTANCE.getNode(DevicePreferences.NODE);
        assertThat(DevicePreferences.value("device")).isNull();
        node.put("device", "cpu");
        try {
            assertThat(DevicePreferences.value("device")).isEqualTo("cpu");
        } finally {
            node.remove("device");
        }
    }
}
