package org.seqnet.spark.cluster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the application jar, and what is left to Spark. */
class ApplicationJarTest {
    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(Spark.APPLICATION.toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void it_starts_with_the_applications() throws IOException {
        var main = jar.getManifest().getMainAttributes().getValue("Main-Class");

        assertThat(main).isEqualTo("org.seqnet.spark.app.Main");
        assertThat(jar.getEntry(main.replace('.', '/') + ".class")).isNotNull();
    }

    @Test
    void what_spark_brings_is_not_in_it() {
        assertThat(names())
                .hasSizeGreaterThan(5000)
                .noneMatch(name -> name.matches("(scala|org/apache|org/slf4j|com/fasterxml|com/google/common"
                        + "|com/google/flatbuffers|io/netty|org/junit)/.*"));
    }

    @Test
    void nothing_is_in_it_twice() {
        assertThat(jar.stream()
                        .map(ZipEntry::getName)
                        .collect(groupingBy(Function.identity()))
                        .values())
                .allMatch(same -> same.size() == 1);
    }

    /** Two jars have one, and ND4J must find what both name. */
    @Test
    void service_files_are_merged() throws IOException {
        assertThat(text("META-INF/services/org.nd4j.linalg.compression.NDArrayCompressor"))
                .contains("org.nd4j.compression.impl.Gzip", "org.nd4j.linalg.cpu.nativecpu.compression.CpuThreshold");
        assertThat(text("META-INF/services/org.nd4j.linalg.factory.Nd4jBackend"))
                .contains("org.nd4j.linalg.cpu.nativecpu.CpuBackend");
    }

    @Test
    void native_libraries_are_in_it_for_linux_on_x86_64_only() {
        var libraries = names().stream()
                .filter(name -> name.matches(".*\\.(so|dll|dylib)(\\.[0-9]+)?"))
                .toList();

        assertThat(libraries)
                .anyMatch(name -> name.endsWith("/libdnnl.so.2"))
                .anyMatch(name -> name.endsWith("/libnd4jcpu.so"))
                .allMatch(name -> name.contains("/linux-x86_64/"));
    }

    @Test
    void licenses_and_notices_are_kept() throws IOException {
        assertThat(names())
                .contains(
                        "META-INF/LICENSE.txt",
                        "META-INF/third-party/Apache-2.0.txt",
                        "META-INF/third-party/BSD-3-Clause-openblas.txt",
                        "META-INF/third-party/BSD-3-Clause-protobuf.txt");
        assertThat(text("META-INF/NOTICE")).contains("# Jackson JSON processor");
    }

    @Test
    void the_notices_name_the_versions_of_its_parts() throws Exception {
        var notices = text("META-INF/third-party/THIRD-PARTY.md");

        assertThat(parts().stream()
                        .filter(part ->
                                part.matches("(org\\.nd4j|org\\.bytedeco|org\\.deeplearning4j|info\\.picocli).*"))
                        .map(part -> part.substring(part.indexOf(' ') + 1)))
                .hasSizeGreaterThan(10)
                .allMatch(notices::contains);
    }

    @Test
    void the_list_for_the_vulnerability_check_names_its_parts() throws Exception {
        var list = Files.readString(Spark.ROOT.resolve("docs/third-party.md"));

        assertThat(parts()).hasSizeGreaterThan(20).allMatch(part -> {
            var words = part.split(" ");
            return list.contains("| `" + words[0] + "` | " + words[1] + " |");
        });
    }

    /** Returns the Maven artifacts that were merged into it, each with its version, which picocli tells in a field. */
    private List<String> parts() throws Exception {
        try (var classes =
                new URLClassLoader(new URL[] {Spark.APPLICATION.toUri().toURL()}, null)) {
            var picocli = Class.forName("picocli.CommandLine", true, classes).getField("VERSION");
            return Stream.concat(
                            jar.stream()
                                    .filter(entry -> entry.getName().endsWith("/pom.properties"))
                                    .map(this::part)
                                    .filter(part -> !part.startsWith("org.seqnet:")),
                            Stream.of("info.picocli:picocli " + picocli.get(null)))
                    .toList();
        }
    }

    private String part(ZipEntry entry) {
        try (var in = jar.getInputStream(entry)) {
            var maven = new Properties();
            maven.load(in);
            return maven.getProperty("groupId") + ":" + maven.getProperty("artifactId") + " "
                    + maven.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> names() {
        return jar.stream().map(ZipEntry::getName).collect(toSet());
    }

    private String text(String name) throws IOException {
        try (var in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
