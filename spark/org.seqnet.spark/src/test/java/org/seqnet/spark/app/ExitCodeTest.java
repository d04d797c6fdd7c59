package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkUserAppException;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    @Test
    void spark_submit_finds_the_exit_code() {
        assertThat(ExitCode.exception(2))
                .isInstanceOfSatisfying(SparkUserAppException.class, ended -> assertThat(ended.exitCode())
                        .isEqualTo(2));
    }
}
