package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void it_stands_in_the_middle_whatever_the_order() {
        assertThat(Median.of(DoubleStream.of(9, 1, 1000))).hasValue(9);
        assertThat(Median.of(DoubleStream.of(4, 1, 3, 2))).hasValue(2.5);
        assertThat(Median.of(DoubleStream.of(7))).hasValue(7);
        assertThat(Median.of(DoubleStream.empty())).isEmpty();
    }
}
