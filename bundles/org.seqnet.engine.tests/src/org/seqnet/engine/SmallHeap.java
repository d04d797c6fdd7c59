package org.seqnet.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;

/** Runs a main method of the tests in a Java process of its own with little heap, without OSGi and libraries. */
public final class SmallHeap {
    private SmallHeap() {}

    /** Returns what the main method prints. */
    public static String run(int megabytes, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        var classes = Files.createTempDirectory("classes");
        try {
            copyClasses(classes);
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + megabytes + "m",
                    "-Djava.awt.headless=true",
                    "-cp",
                    classes.toString(),
                    main.getName()));
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return printed;
        } finally {
            delete(classes);
        }
    }

    private static void copyClasses(Path target) throws IOException {
        var bundle = FrameworkUtil.getBundle(SmallHeap.class);
        for (var name : bundle.adapt(BundleWiring.class)
                .listResources("/org/seqnet/engine", "*.class", BundleWiring.LISTRESOURCES_RECURSE)) {
            var file = target.resolve(name);
            Files.createDirectories(file.getParent());
            try (var content = SmallHeap.class.getResourceAsStream("/" + name)) {
                Files.copy(content, file);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (var found = Files.walk(folder)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (var file : files) {
            Files.delete(file);
        }
    }
}
