package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;

/** What holds for every learner. */
abstract class LearnerTest<P extends LearnerParameters> extends Learning<P> {
    private final IntFunction<BufferedDataTable> rows;

    /**
     * @param parameters of a network that learns in a moment, in batches of 10
     * @param rows makes a training table of so many rows
     */
    LearnerTest(P parameters, IntFunction<BufferedDataTable> rows) {
        super(parameters);
        this.rows = rows;
    }

    @Test
    void training_goes_on_where_a_network_of_its_kind_ended() throws Exception {
        parameters.training.averageWeights = false;
        parameters.training.epochs = 5;
        var atOnce = execute(rows.apply(60));
        parameters.training.epochs = 2;
        var first = execute(rows.apply(60));
        parameters.training.epochs = 3;

        var resumed = execute(rows.apply(60), first.object(0));

        assertThat(network(resumed).parameters()).isEqualTo(network(atOnce).parameters());
    }

    @Test
    void two_at_once_give_what_one_gives() throws Exception {
        var expected = network(execute(rows.apply(60))).parameters();
        Callable<float[]> training = () -> network(execute(rows.apply(60))).parameters();
        var both = Executors.newFixedThreadPool(2);
        try {
            var first = both.submit(training);
            var second = both.submit(training);

            assertThat(first.get()).isEqualTo(expected);
            assertThat(second.get()).isEqualTo(expected);
        } finally {
            both.shutdown();
        }
    }

    @Test
    void cancelling_stops_within_a_mini_batch_and_leaves_the_node_as_it_was() throws Exception {
        var expected = network(execute(rows.apply(60))).parameters();
        int count = 60;
        var asked = new AtomicInteger();
        var monitor = new DefaultNodeProgressMonitor() {
            @Override
            public void checkCanceled() throws CanceledExecutionException {
                // once for each row packed, then once for each of the six mini-batches an epoch
                if (asked.incrementAndGet() > count + 8) {
                    throw new CanceledExecutionException();
                }
            }
        };
        var run = NodeRun.executing(Tables.execution(monitor), parameters, rows.apply(count));

        assertThatThrownBy(() -> LearnerNode.execute(run, run)).isInstanceOf(CanceledExecutionException.class);

        assertThat(asked.get()).isLessThanOrEqualTo(count + 11);
        assertThat(run.object(0)).isNull();
        assertThat(network(execute(rows.apply(60))).parameters()).isEqualTo(expected);
    }
}
