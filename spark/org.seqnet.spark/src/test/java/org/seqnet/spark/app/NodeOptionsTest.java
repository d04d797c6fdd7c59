package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NodeOptionsTest {

    /** The node's own test holds what it passes against this list. */
    @Test
    void the_list_of_options_that_the_node_may_pass_is_that_of_train() throws IOException {
        var train = Parsed.commandLine().getSubcommands().get("train").getCommandSpec();
        var known = new TreeSet<>(train.optionsMap().keySet());
        known.addAll(train.negatedOptionsMap().keySet());
        var file = Path.of(
                System.getProperty("repository.root"),
                "bundles/org.seqnet.knime.tests/src/org/seqnet/knime/spark/train-options.txt");

        assertThat(Files.readAllLines(file)).containsExactlyElementsOf(known);
    }
}
