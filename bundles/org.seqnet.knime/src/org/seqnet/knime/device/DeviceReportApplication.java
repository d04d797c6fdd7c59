package org.seqnet.knime.device;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.seqnet.engine.backend.DeviceReport;

/**
 * Prints the device report and ends: {@code knime -nosplash -consoleLog -application org.seqnet.knime.DEVICE_REPORT}.
 */
public final class DeviceReportApplication implements IApplication {
    @Override
    public Object start(IApplicationContext context) {
        for (var finding : DeviceReport.make()) {
            System.out.printf(
                    "%-3s %s: %s%n", finding.present() ? "ok" : "no", finding.subject(), indented(finding.found()));
            if (!finding.cure().isEmpty()) {
                System.out.println("      " + finding.cure());
            }
        }
        return EXIT_OK;
    }

    private static String indented(String text) {
        return text.replace("\n", System.lineSeparator() + "      ");
    }

    @Override
    public void stop() {
        // it ends by itself
    }
}
