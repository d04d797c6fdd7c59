package org.seqnet.spark.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The classes of these tests as a jar, for jobs of their own. */
final class JobJar {
    private JobJar() {}

    static Path make() {
        var classes = Path.of("target", "test-classes").toAbsolutePath();
        var jar = Path.of("target", "jobs.jar").toAbsolutePath();
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
