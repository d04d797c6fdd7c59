package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;

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
    void options_with_several_values_may_be_repeated() {
        var ran = Ran.withoutSpark(("train --data a.csv --data b.csv --output b.seqnet --columns x --label y"
                        + " --network-type cnn --channels 0 --block filters=8 --block filters=16,kernel=5")
                .split(" "));

        assertThat(ran.problems()).startsWith("--channels: 0 "); // the other options of the group count, too
        assertThat(Parsed.encoder(("--network-type cnn --channels 3 --block filters=8 --dense-units 7"
                                + " --block filters=16,kernel=5")
                        .split(" ")))
                .isInstanceOfSatisfying(Convolutional.class, encoder -> {
                    assertThat(encoder.channels()).isEqualTo(3);
                    assertThat(encoder.denseUnits()).isEqualTo(7);
                    assertThat(encoder.blocks())
                            .extracting(ConvolutionBlock::filters)
                            .containsExactly(8, 16);
                });
    }

    @Test
    void several_values_of_one_option_are_not() {
        assertThat(Ran.withoutSpark("train", "--data", "a.csv", "a.csv", "--epochs", "0")
                        .problems())
                .doesNotContain("twice");
    }
}
