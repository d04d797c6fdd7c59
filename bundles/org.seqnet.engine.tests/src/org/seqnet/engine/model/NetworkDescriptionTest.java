package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.trained.TrainedNetwork;

/** A description says all of a network but its parameters, and takes no others. */
class NetworkDescriptionTest {
    /** Returns a network that has learned, without the state of its updater. */
    private static TrainedNetwork network() {
        var network = Toys.network();
        return TrainedNetwork.keeping(
                        network.parameters(),
                        network.architecture(),
                        network.input(),
                        network.labels(),
                        network.provenance())
                .withLabelName("which");
    }

    @Test
    void with_the_parameters_it_is_the_network() throws MalformedException {
        var network = network();
        var description = NetworkDescription.parse(NetworkDescription.text(network), "here");
        assertThat(description.parameterCount()).isEqualTo(network.parameterCount());
        assertThat(description.architecture()).isEqualTo(network.architecture());
        assertThat(description.input()).isEqualTo(network.input());
        assertThat(description.labels()).isEqualTo(network.labels());
        assertThat(description.with(network.parameters())).isEqualTo(network);
    }

    @Test
    void other_parameters_are_refused() throws MalformedException {
        var description = NetworkDescription.parse(NetworkDescription.text(network()), "here");
        var parameters = network().parameters();
        parameters[3] += 1;
        assertThatThrownBy(() -> description.with(parameters))
                .isInstanceOf(MalformedException.class)
                .hasMessage("here: the weights do not match their checksum. The file is damaged, or was changed "
                        + "after it was written.");
    }

    @Test
    void a_text_that_was_changed_is_refused() {
        var text = NetworkDescription.text(network()).replace("=which", "=witch");
        assertThatThrownBy(() -> NetworkDescription.parse(text, "here"))
                .isInstanceOf(MalformedException.class)
                .hasMessage("here: the checksum in the last line of the description does not match its content. The "
                        + "file is damaged, or was changed after it was written.");
    }

    @Test
    void an_empty_text_is_refused() {
        assertThatThrownBy(() -> NetworkDescription.parse("", "here"))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("here: the checksum in the last line");
    }
}
