package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An option that is given twice: nobody knows which one is meant. */
class RepeatedTest {
    @ParameterizedTest
    @ValueSource(strings = {"--epochs 2 --batch-size 16 --epochs 3", "--epochs=2 --batch-size 16 --epochs=3"})
    void it_is_refused(String arguments) {
        var ran = Ran.withoutSpark(("train --data a.csv --output b.seqnet " + arguments).split(" "));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.problems())
                .isEqualTo(
                        "--epochs is given twice. Leave one of them out. 'seqnet-spark.jar train --help' explains the"
                                + " arguments.\n");
    }

    @Test
    void several_values_of_one_option_are_not() {
        assertThat(Ran.withoutSpark("train", "--data", "a.csv", "a.csv", "--epochs", "0")
                        .problems())
                .doesNotContain("twice");
    }
}
