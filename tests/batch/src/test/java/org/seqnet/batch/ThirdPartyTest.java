package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The lists of third-party software against what is really shipped. */
class ThirdPartyTest {
    private static final Path LIST = Installation.ROOT.resolve("docs/third-party.md");
    private static final Path LOCK = Installation.ROOT.resolve("bundles/org.seqnet.knime/js-src/package-lock.json");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+:[^`]+)` \\| ([^ |]+) \\|");
    private static final Pattern SCRIPT =
            Pattern.compile("\"node_modules/([^\"/]+)\": \\{\\s+\"version\": \"([^\"]+)\"");

    /** What the jar for Spark has beside what the site has, as ApplicationJarTest sees. */
    private static final String ONLY_FOR_SPARK = "info.picocli:";

    /** Maven's names of jars that do not tell them, by their names in OSGi. */
    private static final Map<String, String> MADE_WITHOUT_MAVEN =
            Map.of("com.sun.jna", "net.java.dev.jna:jna", "com.google.protobuf", "com.google.protobuf:protobuf-java");

    @Test
    void the_list_for_the_vulnerability_check_names_every_jar_and_its_version() throws IOException {
        var shipped = new TreeSet<String>();
        UpdateSite.inside(site -> {
            UpdateSite.bundles(site).forEach(bundle -> shipped.addAll(parts(bundle)));
            return null;
        });

        assertThat(shipped).hasSizeGreaterThan(20);
        assertThat(listed(part -> !part.startsWith("npm:") && !part.startsWith(ONLY_FOR_SPARK)))
                .isEqualTo(shipped);
    }

    @Test
    void the_list_for_the_vulnerability_check_names_every_script_of_the_views() throws IOException {
        var shipped = new TreeSet<String>();
        SCRIPT.matcher(Files.readString(LOCK))
                .results()
                .filter(script -> !script.group(1).equals("esbuild"))
                .forEach(script -> shipped.add("npm:" + script.group(1) + " " + script.group(2)));

        assertThat(shipped).hasSizeGreaterThan(5);
        assertThat(listed(part -> part.startsWith("npm:"))).isEqualTo(shipped);
    }

    @Test
    void each_advisory_in_the_list_has_a_reason_why_nothing_reaches_it() throws IOException {
        var rows = Files.readAllLines(LIST).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1))
                .toList();

        assertThat(rows).hasSizeGreaterThan(30).allSatisfy(row -> {
            assertThat(row).hasSize(7);
            assertThat(row[4]).as("what is known of" + row[1]).isNotBlank();
            if (row[4].contains("CVE-") || row[4].contains("GHSA-")) {
                assertThat(row[5]).as("how" + row[1] + "is used").isNotBlank();
            }
        });
    }

    /** A new version must be named in the bundle's own folder, from whose last change its qualifier comes. */
    @Test
    void the_notices_in_a_bundle_name_the_versions_of_its_jars() {
        UpdateSite.inside(site -> {
            for (var bundle : UpdateSite.bundles(site)) {
                var versions = parts(bundle).stream()
                        .filter(part -> part.matches(
                                "(org\\.(nd4j|bytedeco|deeplearning4j)|commons-|org\\.apache|net\\.java).*"))
                        .map(part -> part.substring(part.indexOf(' ') + 1))
                        .toList();
                if (!versions.isEmpty()) {
                    assertThat(UpdateSite.text(bundle, "about/THIRD-PARTY.md"))
                            .as(bundle.toString())
                            .contains(versions);
                }
            }
            return null;
        });
    }

    private static SortedSet<String> listed(Predicate<String> which) throws IOException {
        var parts = new TreeSet<String>();
        ROW.matcher(Files.readString(LIST))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .filter(which)
                .forEach(parts::add);
        return parts;
    }

    /** Returns the Maven artifacts in a bundle's jars, those that were merged into others among them. */
    private static SortedSet<String> parts(Path bundle) {
        var parts = new TreeSet<String>();
        try (var in = new ZipInputStream(Files.newInputStream(bundle))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    var before = parts.size();
                    addParts(new ZipInputStream(in), parts);
                    if (parts.size() == before) {
                        throw new IllegalStateException(bundle + ": " + entry.getName() + " does not tell its version");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private static void addParts(ZipInputStream jar, SortedSet<String> parts) throws IOException {
        for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            if (entry.getName().endsWith("/pom.properties")) {
                var maven = new Properties();
                maven.load(new ByteArrayInputStream(jar.readAllBytes()));
                parts.add(maven.getProperty("groupId") + ":" + maven.getProperty("artifactId") + " "
                        + maven.getProperty("version"));
            } else if (entry.getName().equals("META-INF/MANIFEST.MF")) {
                var attributes = new Manifest(new ByteArrayInputStream(jar.readAllBytes())).getMainAttributes();
                var name = MADE_WITHOUT_MAVEN.get(String.valueOf(attributes.getValue("Bundle-SymbolicName")));
                if (name != null) {
                    parts.add(name + " " + attributes.getValue("Bundle-Version"));
                }
            }
        }
    }
}
