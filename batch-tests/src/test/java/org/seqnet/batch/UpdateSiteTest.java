package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What users download. */
class UpdateSiteTest {
    @Test
    void the_update_site_holds_our_bundles_and_nothing_of_the_embedded_runtime() throws IOException {
        var bundles = new ArrayList<String>();
        try (var site = new ZipFile(Installation.UPDATE_SITE.toFile())) {
            site.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("plugins/") && name.endsWith(".jar"))
                    .map(name -> name.substring("plugins/".length(), name.indexOf("_0.")))
                    .forEach(bundles::add);
        }
        assertThat(bundles)
                .containsExactlyInAnyOrder(
                        "org.seqnet.dl4j",
                        "org.seqnet.dl4j.cpu.linux.x86_64",
                        "org.seqnet.dl4j.cuda",
                        "org.seqnet.engine",
                        "org.seqnet.knime");
    }

    @Test
    void the_director_installs_our_bundles_beside_the_ones_of_the_runtime() throws IOException {
        try (var plugins = Files.list(Installation.shared().home().resolve("plugins"))) {
            List<String> ours = plugins.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("org.seqnet."))
                    .map(name -> name.substring(0, name.indexOf("_0.")))
                    .sorted()
                    .toList();
            assertThat(ours)
                    .containsExactly(
                            "org.seqnet.dl4j", "org.seqnet.dl4j.cpu.linux.x86_64", "org.seqnet.engine", "org.seqnet.knime");
        }
    }

    @Test
    void bundles_with_third_party_software_carry_its_notices() throws IOException {
        try (var plugins = Files.list(Installation.shared().home().resolve("plugins"))) {
            var carriers = plugins.filter(path -> path.getFileName().toString().startsWith("org.seqnet.dl4j")).toList();
            assertThat(carriers).hasSize(2).allSatisfy(bundle -> {
                assertThat(bundle.resolve("about/THIRD-PARTY.md")).isNotEmptyFile();
                assertThat(bundle.resolve("about/licenses/Apache-2.0.txt")).isNotEmptyFile();
            });
        }
    }
}
