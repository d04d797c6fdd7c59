package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WithinHeapTest {
    @Test
    void the_end_of_the_heap_is_told_with_a_cure() {
        var node = WithinHeap.execute("IDX Reader", (input, output) -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertFails(
                () -> node.accept(null, null),
                String.format(
                        Locale.ROOT,
                        "The IDX Reader requires more memory than available: a Java heap of at most %,d MB "
                                + "(Java heap space). Increase -Xmx in knime.ini. Alternatively, use "
                                + "fewer or smaller rows, or a smaller network.",
                        Runtime.getRuntime().maxMemory() >> 20));
    }

    @Test
    void all_nodes_that_read_or_make_rows_tell_it() throws IOException {
        assertThat(BundleClasses.around(WithinHeap.class).mentioning("org/seqnet/knime/WithinHeap"))
                .containsExactlyInAnyOrder(
                        "org.seqnet.knime.WithinHeap",
                        "org.seqnet.knime.comparison.NetworkComparisonNodeFactory",
                        "org.seqnet.knime.file.NetworkReaderNodeModel",
                        "org.seqnet.knime.file.NetworkWriterNodeFactory",
                        "org.seqnet.knime.idx.IdxReaderNodeFactory",
                        "org.seqnet.knime.learner.LearnerNode",
                        "org.seqnet.knime.predictor.NetworkPredictorNodeFactory",
                        "org.seqnet.knime.scorer.PredictionScorerNodeModel",
                        "org.seqnet.knime.sequence.SequenceReshaperNodeFactory");
    }
}
