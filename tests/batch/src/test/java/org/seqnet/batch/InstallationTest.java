package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Installing, updating and removing with the p2 director, which does what KNIME's dialogs do. */
class InstallationTest {
    private static final Path SAMPLE = Installation.ROOT.resolve("workflows/fashion-mnist-sample");

    @TempDir
    Path scratch;

    /** By default this platform, and one whose natives are not on the site; all are tried on a release. */
    static Stream<Platform> platforms() {
        return Stream.concat(
                UpdateSiteTest.SERVED.stream(),
                Platform.all()
                        .filter(platform -> !UpdateSiteTest.SERVED.contains(platform))
                        .limit(1));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void a_platform_gets_our_bundles_and_its_own_natives(Platform platform) throws IOException {
        var installation = Installation.fresh(platform);
        var before = plugins(installation);

        installation.install(UpdateSite.ADDRESS);

        var expected = new TreeSet<>(List.of(
                "org.seqnet.dl4j",
                "org.seqnet.engine",
                "org.seqnet.exchange",
                "org.seqnet.knime",
                "org.seqnet.onednn"));
        if (UpdateSiteTest.SERVED.contains(platform)) {
            platform.natives().forEach(expected::add);
        }
        assertThat(installation.ours().keySet()).isEqualTo(expected);
        assertThat(plugins(installation))
                .hasSize(before.size() + expected.size())
                .containsAll(before);

        installation.remove();

        assertThat(installation.ours()).isEmpty();
    }

    private static TreeSet<String> plugins(Installation installation) throws IOException {
        try (var plugins = Files.list(installation.home().resolve("plugins"))) {
            return plugins.map(path -> path.getFileName().toString())
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }

    @Test
    void a_second_installation_changes_nothing() {
        var installation = Installation.shared();
        var before = installation.ours();

        installation.install(UpdateSite.ADDRESS);

        assertThat(installation.ours()).isEqualTo(before);
    }

    @Test
    void an_update_keeps_saved_workflows_working_and_unchanged_libraries() throws IOException {
        var saved = scratch.resolve("saved");
        Installation.copyTree(SAMPLE, saved);
        var installation = Installation.fresh("knime-updated");
        installation.install(
                PreviousSite.in(scratch.resolve("previous")).toUri().toString());
        var before = installation.ours();
        var trained = installation.batch(
                scratch.resolve("workspace"),
                "-reset",
                "-failonloaderror",
                "-workflowDir=" + saved,
                "-option=3,training/epochs,1,int");
        assertThat(trained.exitCode()).as(trained.output()).isZero();

        installation.update(UpdateSite.ADDRESS);

        var after = installation.ours();
        assertThat(before)
                .containsEntry("org.seqnet.knime", "0.1.0." + PreviousSite.QUALIFIER)
                .containsEntry("org.seqnet.engine", "0.1.0." + PreviousSite.QUALIFIER)
                .containsEntry("org.seqnet.dl4j", after.get("org.seqnet.dl4j"))
                .containsAllEntriesOf(
                        Platform.here().natives().collect(Collectors.toMap(natives -> natives, after::get)))
                .hasSameSizeAs(after);
        assertThat(after).doesNotContainValue("0.1.0." + PreviousSite.QUALIFIER);
        var workspace = scratch.resolve("workspace-after");
        var again = installation.batch(workspace, "-reset", "-nosave", "-failonloaderror", "-workflowDir=" + saved);
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(Files.readString(workspace.resolve(".metadata/knime/knime.log"))
                        .lines())
                .filteredOn(line -> line.contains(" : epoch "))
                .hasSize(1);
    }
}
