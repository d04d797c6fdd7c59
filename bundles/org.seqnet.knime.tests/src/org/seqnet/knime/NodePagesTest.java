package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages under {@code docs/nodes} say what the nodes say of themselves. {@code SEQNET_WRITE_DOCS=1 ./mvnw verify}
 * writes them anew.
 */
class NodePagesTest {
    private static final Path FOLDER = WorkflowsTest.repository().resolve("docs/nodes");
    private static final boolean WRITE = System.getenv("SEQNET_WRITE_DOCS") != null;

    @ParameterizedTest
    @MethodSource("pages")
    void each_page_is_what_its_node_says(NodePage page) throws IOException {
        var file = FOLDER.resolve(page.file());
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, page.markdown());
        }
        assertThat(file).as("SEQNET_WRITE_DOCS=1 ./mvnw verify writes it anew").hasContent(page.markdown());
    }

    @Test
    void there_is_no_page_without_a_node() throws Exception {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .isEqualTo(pages().stream().map(NodePage::file).collect(Collectors.toSet()));
        }
    }

    static List<NodePage> pages() throws Exception {
        return RegisteredNodesTest.nodes().stream().map(NodePage::of).toList();
    }
}
