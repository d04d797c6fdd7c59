package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.engine.model.ModelFiles.assertRefused;
import static org.seqnet.engine.model.ModelFiles.manifestChanged;
import static org.seqnet.engine.model.ModelFiles.read;
import static org.seqnet.engine.model.ModelFiles.text;
import static org.seqnet.engine.model.ModelFiles.written;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.trained.ClusterRun;
import org.seqnet.engine.trained.TrainedNetwork;

/** What version 12 says of a training by several processes. */
class ClusterModelTest {
    private static TrainedNetwork trainedBy(ClusterRun run) {
        var network = Toys.network();
        return network.with(network.provenance().withCluster(run));
    }

    private static ClusterRun run() {
        return new ClusterRun("Spark 3.5.9, spark://host:7077", 2, 4, 20, 150, "hdfs://host/a=b\nüml");
    }

    @Test
    void a_network_tells_by_which_processes_it_was_trained() throws IOException {
        var network = trainedBy(run());

        assertThat(text(network)).contains("version=12\n", "cluster.workers=2\n", "cluster.rounds=150\n");
        assertThat(read(written(network))).isEqualTo(network).isNotEqualTo(Toys.network());
        assertThat(read(written(network)).provenance().cluster()).contains(run());
    }

    @Test
    void the_largest_numbers_and_empty_names_come_back() throws IOException {
        int most = Integer.MAX_VALUE;
        var network = trainedBy(new ClusterRun("", most, most, most, Long.MAX_VALUE, ""));

        assertThat(read(written(network))).isEqualTo(network);
    }

    @Test
    void a_network_that_one_process_trained_is_written_as_before() throws IOException {
        assertThat(text(Toys.network())).contains("version=1\n").doesNotContain("cluster");
    }

    @Test
    void the_name_of_its_labels_and_its_numbers_stay_when_a_network_gets_another_provenance() {
        var named = Toys.network().withLabelName("kind");
        var elsewhere = named.with(named.provenance().withCluster(run()));

        assertThat(elsewhere.labelName()).isEqualTo("kind");
        assertThat(elsewhere.parameters()).isEqualTo(named.parameters());
        assertThat(elsewhere.with(named.provenance())).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=12|version=11|'cluster' is unknown in this version of the format.",
                "cluster=Spark|clusters=Spark|'clusters' is unknown in this version of the format.",
                "cluster.workers=2|cluster.workers=two|'cluster.workers' is 'two', not an integer.",
                "cluster.workers=2|cluster.workers=0|Workers of a training on a cluster: 0 is not at least 1.",
                "cluster.shards=4|cluster.shards=-4|Shards of a training on a cluster: -4 is not at least 1.",
                "cluster.interval=20|cluster.interval=0|Mini-batches between averages of a training on a cluster: 0 is"
                        + " not at least 1.",
                "cluster.rounds=150|cluster.rounds=-1|Rounds of a training on a cluster: -1 is not at least 0.",
                "cluster.rounds=150|cluster.rounds=9223372036854775808|'cluster.rounds' is '9223372036854775808', not"
                        + " an integer.",
                "cluster.data=|cluster.files=|'cluster.data' is missing.",
            })
    void a_cluster_that_cannot_be_is_refused(String right, String wrong, String fault) {
        var bytes = manifestChanged(trainedBy(run()), right, wrong);

        assertRefused(bytes, "m.net, entry 'manifest.txt': " + fault);
    }

    @Test
    void a_cluster_without_workers_is_refused() {
        assertThatThrownBy(() -> new ClusterRun("Spark", 0, 1, 1, 0, ""))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Workers of a training on a cluster: 0 is not at least 1.");
    }
}
