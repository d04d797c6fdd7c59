package org.seqnet.knime.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.Node;
import org.seqnet.knime.RegisteredNodesTest;
import org.seqnet.knime.WorkflowsTest;

/**
 * The pictures of nodes and workflows under {@code docs} show what they are today. {@code SEQNET_WRITE_DOCS=1 ./mvnw
 * verify} draws them anew.
 */
class PicturesTest {
    private static final Path DOCS = WorkflowsTest.repository().resolve("docs");
    private static final Path WORKFLOWS = DOCS.resolve("workflows");
    private static final boolean WRITE = System.getenv("SEQNET_WRITE_DOCS") != null;

    @BeforeEach
    void nodes_are_found_by_their_extensions() {
        assumeTrue(System.getProperty("osgi.install.area") != null, "nodes are found by their extensions");
    }

    @Test
    void the_nodes_are_shown_as_they_are() throws Exception {
        var pictures = new ArrayList<NodePicture>();
        for (var factory : RegisteredNodesTest.nodes()) {
            pictures.add(NodePicture.of(new Node(factory)));
        }
        check(DOCS.resolve("nodes.svg"), NodesPicture.of(pictures));
    }

    @ParameterizedTest
    @MethodSource("org.seqnet.knime.WorkflowsTest#workflows")
    void each_workflow_is_shown_as_it_is(Path workflow) throws Exception {
        check(WORKFLOWS.resolve(workflow.getFileName() + ".svg"), WorkflowPicture.of(workflow));
    }

    @Test
    void there_is_no_picture_without_a_workflow() throws Exception {
        assumeFalse(WRITE, "the pictures are being drawn");
        try (var files = Files.list(WORKFLOWS)) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .isEqualTo(WorkflowsTest.workflows().stream()
                            .map(workflow -> workflow.getFileName() + ".svg")
                            .collect(Collectors.toSet()));
        }
    }

    private static void check(Path file, String picture) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, picture);
        }
        assertThat(file).as("SEQNET_WRITE_DOCS=1 ./mvnw verify draws it anew").hasContent(picture);
    }
}
