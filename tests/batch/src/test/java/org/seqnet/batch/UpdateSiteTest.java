package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What users download, and what p2 tells them of it. */
class UpdateSiteTest {
    /** In a release, all; by default, the one of the platform that builds. */
    static final List<Platform> SERVED =
            Boolean.getBoolean("release") ? Platform.all().toList() : List.of(Platform.here());

    @Test
    void the_update_site_holds_our_bundles_and_nothing_else() {
        var expected = new ArrayList<>(List.of(
                "osgi.bundle/org.seqnet.cudnn",
                "osgi.bundle/org.seqnet.cudnn.source",
                "osgi.bundle/org.seqnet.dl4j",
                "osgi.bundle/org.seqnet.dl4j.cuda",
                "osgi.bundle/org.seqnet.engine",
                "osgi.bundle/org.seqnet.engine.source",
                "osgi.bundle/org.seqnet.exchange",
                "osgi.bundle/org.seqnet.exchange.source",
                "osgi.bundle/org.seqnet.knime",
                "osgi.bundle/org.seqnet.knime.source",
                "osgi.bundle/org.seqnet.onednn",
                "osgi.bundle/org.seqnet.onednn.source",
                "org.eclipse.update.feature/org.seqnet.cpu.feature",
                "org.eclipse.update.feature/org.seqnet.cuda.feature",
                "org.eclipse.update.feature/org.seqnet.cudnn.feature",
                "org.eclipse.update.feature/org.seqnet.cudnn.feature.source",
                "org.eclipse.update.feature/org.seqnet.feature",
                "org.eclipse.update.feature/org.seqnet.feature.source"));
        SERVED.stream().flatMap(Platform::natives).forEach(natives -> expected.add("osgi.bundle/" + natives));

        assertThat(UpdateSite.artifacts()).containsExactlyInAnyOrderElementsOf(expected);
        var jars = UpdateSite.inside(site ->
                UpdateSite.bundles(site).stream().map(UpdateSiteTest::idOf).toList());
        assertThat(jars)
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .filter(artifact -> artifact.startsWith("osgi.bundle/"))
                        .map(artifact -> artifact.substring("osgi.bundle/".length()))
                        .toList());
    }

    private static String idOf(Path bundle) {
        var name = bundle.getFileName().toString();
        return name.substring(0, name.indexOf("_0."));
    }

    @Test
    void it_needs_bundles_of_knime_and_java_17_and_nothing_else_from_outside() {
        // Tycho adds a description of Java, which every p2 profile has one of; it is nothing to download.
        var units = UpdateSite.units().stream()
                .filter(unit -> !unit.id().equals("a.jre.javase"))
                .toList();
        var needed = units.stream()
                .flatMap(UpdateSite.Unit::required)
                .filter(requirement -> !requirement.optional())
                .filter(requirement -> units.stream()
                        .flatMap(UpdateSite.Unit::provided)
                        .noneMatch(capability -> capability.isFor(requirement)))
                .map(UpdateSite.Requirement::toString)
                .distinct();

        assertThat(needed)
                .containsExactlyInAnyOrder(
                        "osgi.bundle org.eclipse.core.runtime [3.29.0,4.0.0)",
                        "osgi.bundle org.knime.core [5.8.0,6.0.0)",
                        "osgi.bundle org.knime.core.ui [5.8.0,6.0.0)",
                        "osgi.bundle org.knime.filehandling.core [5.6.0,6.0.0)",
                        "osgi.bundle org.knime.workbench.repository [5.8.0,6.0.0)",
                        "org.eclipse.equinox.p2.iu org.knime.core [5.8.0,6.0.0)",
                        "org.eclipse.equinox.p2.iu org.knime.core.ui [5.8.0,6.0.0)",
                        "org.eclipse.equinox.p2.iu org.knime.workbench.repository [5.8.0,6.0.0)",
                        "java.package javax.imageio 0.0.0",
                        "java.package javax.imageio.stream 0.0.0",
                        "java.package javax.management 0.0.0",
                        "java.package javax.net.ssl 0.0.0",
                        "java.package org.osgi.framework [1.8.0,2.0.0)");
        assertThat(units.stream().flatMap(UpdateSite.Unit::conditions).distinct())
                .containsExactly("(&(osgi.ee=JavaSE)(version=17))");
    }

    @Test
    void it_holds_no_class_of_the_embedded_runtime() {
        var classes = UpdateSite.inside(site -> UpdateSite.bundles(site).stream()
                .filter(bundle -> !idOf(bundle).startsWith("org.seqnet.dl4j.cpu"))
                .flatMap(UpdateSiteTest::entries)
                .filter(entry -> entry.endsWith(".class") || entry.endsWith(".java"))
                .toList());

        assertThat(classes)
                .hasSizeGreaterThan(200)
                .allMatch(entry -> entry.startsWith("org/seqnet/") || entry.startsWith("org/bytedeco/opencl/presets/"));
        assertThat(UpdateSite.units()).noneMatch(unit -> unit.id().startsWith("org.knime"));
    }

    private static Stream<String> entries(Path bundle) {
        var entries = new ArrayList<String>();
        try (var in = new ZipInputStream(Files.newInputStream(bundle))) {
            for (var next = in.getNextEntry(); next != null; next = in.getNextEntry()) {
                entries.add(next.getName());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries.stream();
    }

    @Test
    void the_feature_says_what_it_is_whose_it_is_and_under_which_licence() {
        var feature = UpdateSite.unit("org.seqnet.feature.feature.group");

        assertThat(feature.property("org.eclipse.equinox.p2.name")).isEqualTo("Sequence Networks for KNIME");
        assertThat(feature.property("org.eclipse.equinox.p2.provider")).isEqualTo("Sequence Networks");
        assertThat(feature.property("org.eclipse.equinox.p2.description")).contains("recurrent networks", "no Python");
        assertThat(feature.text("copyright")).isEqualTo("Copyright 2026 the Sequence Networks developers");
        assertThat(feature.license()).startsWith("Apache License").contains("Version 2.0, January 2004");
    }

    @Test
    void categories_lead_to_the_nodes_to_graphics_cards_and_to_the_sources() {
        var categories = UpdateSite.units().stream()
                .filter(unit ->
                        unit.property("org.eclipse.equinox.p2.type.category").equals("true"))
                .map(unit -> unit.property("org.eclipse.equinox.p2.name") + ": "
                        + unit.required()
                                .map(UpdateSite.Requirement::name)
                                .sorted()
                                .toList());

        assertThat(categories)
                .containsExactlyInAnyOrder(
                        "Sequence Networks for KNIME: [org.seqnet.feature.feature.group]",
                        "Sequence Networks for KNIME: NVIDIA graphics cards: "
                                + "[org.seqnet.cuda.feature.feature.group, org.seqnet.cudnn.feature.feature.group]",
                        "Sequence Networks for KNIME: source code: "
                                + "[org.seqnet.cudnn.feature.source.feature.group, "
                                + "org.seqnet.feature.source.feature.group]");
    }

    @Test
    void versions_say_when_a_bundle_last_changed() {
        assertThat(UpdateSite.units())
                .filteredOn(unit ->
                        unit.id().matches("org\\.seqnet\\.(cudnn|engine|exchange|knime|dl4j.*|onednn.*|.*feature.*)"))
                .hasSizeGreaterThan(8)
                .allSatisfy(unit -> assertThat(unit.version()).as(unit.id()).matches("0\\.1\\.0\\.\\d{12}"));
    }

    @Test
    void natives_are_for_their_platform_only() {
        assertThat(SERVED).allSatisfy(platform -> assertThat(platform.natives())
                .allSatisfy(natives -> assertThat(UpdateSite.unit(natives).text("filter"))
                        .contains("(osgi.os=" + platform.os() + ")", "(osgi.arch=" + platform.arch() + ")")));
    }

    @Test
    @EnabledIfSystemProperty(named = "release", matches = "true")
    void linux_on_arm64_finds_openmp_where_nd4j_looks_for_it() {
        var entries = UpdateSite.inside(site -> UpdateSite.bundles(site).stream()
                .filter(bundle -> idOf(bundle).equals("org.seqnet.dl4j.cpu.linux.aarch64"))
                .flatMap(UpdateSiteTest::entries)
                .toList());

        assertThat(entries).contains("lib/openmp/org/nd4j/linalg/cpu/nativecpu/bindings/linux-arm64/libgomp.so.1");
    }

    @Test
    void bundles_with_third_party_software_carry_its_notices() {
        var carriers = UpdateSite.inside(site -> UpdateSite.bundles(site).stream()
                .filter(bundle -> idOf(bundle).matches("org\\.seqnet\\.(cudnn|dl4j.*|exchange|onednn(\\.linux.*)?)"))
                .map(bundle -> entries(bundle).toList())
                .toList());

        assertThat(carriers)
                .hasSize(5 + (int) SERVED.stream().flatMap(Platform::natives).count())
                .allSatisfy(entries ->
                        assertThat(entries).contains("about/THIRD-PARTY.md", "about/licenses/Apache-2.0.txt"));
    }
}
