package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.convolution.ImageGrouping;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Grouping;
import org.seqnet.engine.kernel.layer.Grouping.Groups;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.recurrent.SequenceGrouping;

class GroupingTest {
    @BeforeAll
    static void start() {
        Backend.start();
    }

    static Stream<Grouping> groupings() {
        return Stream.of(new SequenceGrouping(MatrixProducts.fastest()), new ImageGrouping());
    }

    @ParameterizedTest
    @MethodSource("groupings")
    void every_sequence_is_in_one_group(Grouping grouping) {
        for (int count = 1; count <= 300; count++) {
            var equal = StepOrder.equal(count, 3);
            var ragged = StepOrder.of(IntStream.rangeClosed(1, count).toArray(), count);
            for (int threads = 1; threads <= 5; threads++) {
                requirePartition(grouping.training(equal, threads), count);
                requirePartition(grouping.training(ragged, threads), count);
                requirePartition(grouping.prediction(equal, threads), count);
            }
        }
    }

    private static void requirePartition(Groups groups, int count) {
        int end = 0;
        for (int task = 0; task < groups.tasks().size(); task++) {
            for (Group group : groups.tasks().get(task)) {
                assertThat(group.task()).isEqualTo(task);
                assertThat(group.from()).isEqualTo(end).isEven();
                assertThat(group.size()).isBetween(1, groups.largest());
                end = group.to();
            }
        }
        assertThat(end).isEqualTo(count);
    }

    @ParameterizedTest
    @MethodSource("groupings")
    void no_sequence_to_predict_makes_no_group_of_any(Grouping grouping) {
        assertThat(grouping.prediction(StepOrder.equal(0, 3), 4).tasks().stream()
                        .flatMap(groups -> groups.stream()))
                .allSatisfy(group -> assertThat(group.size()).isZero());
    }
}
