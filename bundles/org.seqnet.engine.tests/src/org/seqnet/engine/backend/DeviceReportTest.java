package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seqnet.onednn.OneDnnSupport;

class DeviceReportTest {

    @Test
    void mixed_precision_is_reported_with_the_instructions_that_compute_it() {
        assertThat(DeviceReport.mixedPrecision(new OneDnnSupport()))
                .isEqualTo(Finding.present("Mixed precision", "bfloat16: plain Java"));
    }

    @Test
    void that_there_is_no_mixed_precision_is_no_fault() {
        assertThat(DeviceReport.mixedPrecision(new NoMixedPrecision()))
                .isEqualTo(Finding.present(
                        "Mixed precision", "not available: The bundle org.seqnet.onednn is not installed."));
    }
}
