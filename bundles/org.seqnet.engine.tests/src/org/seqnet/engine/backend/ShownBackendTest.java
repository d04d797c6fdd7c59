package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownBackendTest {
    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    @TempDir
    private Path folder;

    private ClassLoader bundles() throws IOException {
        var urls = new URL[2];
        for (int i = 0; i < 2; i++) {
            var file = folder.resolve("bundle" + i).resolve(SERVICE);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "# a licence\n" + (i == 0 ? "org.a.Cuda" : "org.b.Cpu") + "\n");
            Files.writeString(file.resolveSibling("other"), "x");
            urls[i] = folder.resolve("bundle" + i).toUri().toURL();
        }
        return new URLClassLoader(urls, null);
    }

    @Test
    void only_the_chosen_backend_is_seen() throws IOException {
        var shown = Collections.list(new ShownBackend(bundles(), "org.b.Cpu").getResources(SERVICE));

        assertThat(shown).singleElement().asString().contains("bundle1");
    }

    @Test
    void all_else_is_seen_as_it_is() throws IOException {
        var loader = new ShownBackend(bundles(), "org.b.Cpu");

        assertThat(Collections.list(loader.getResources("META-INF/services/other")))
                .hasSize(2);
    }

    @Test
    void a_backend_that_is_not_there_is_not_seen() throws IOException {
        assertThat(Collections.list(new ShownBackend(bundles(), "org.c.Tpu").getResources(SERVICE)))
                .isEmpty();
    }
}
