package org.seqnet.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/**
 * An update site as of before the last changes to our own bundles: that of this build with an earlier version of the
 * nodes, the engine and the feature. The libraries stay, as they do from release to release.
 */
final class PreviousSite {
    static final String QUALIFIER = "202001010000";

    private static final List<String> CHANGED = List.of("org.seqnet.engine", "org.seqnet.knime", "org.seqnet.feature");

    private PreviousSite() {}

    /** Makes it in a new folder. */
    static Path in(Path folder) {
        UpdateSite.inside(site -> {
            write(folder.resolve("content.xml"), text(site.resolve("content.jar")));
            write(folder.resolve("artifacts.xml"), withoutChecksums(text(site.resolve("artifacts.jar"))));
            copyJars(site, folder, "plugins");
            copyJars(site, folder, "features");
            return folder;
        });
        for (var id : CHANGED) {
            var now = UpdateSite.units().stream()
                    .filter(unit -> unit.id().equals(id) || unit.id().equals(id + ".feature.group"))
                    .findFirst()
                    .orElseThrow()
                    .version();
            age(folder, id, now);
        }
        return folder;
    }

    private static void age(Path folder, String id, String now) {
        var before = now.substring(0, now.lastIndexOf('.') + 1) + QUALIFIER;
        for (var file : List.of("content.xml", "artifacts.xml")) {
            change(folder.resolve(file), text -> lines(text, id, now, before)
                    .replaceAll("(Bundle-SymbolicName: " + Pattern.quote(id) + "\\b[^&]*&#xA;Bundle-Version: )" + Pattern.quote(now), "$1" + before));
        }
        for (var kind : List.of("plugins", "features")) {
            var jar = folder.resolve(kind).resolve(id + "_" + now + ".jar");
            if (Files.exists(jar)) {
                ageJar(jar, id, now, before);
                move(jar, folder.resolve(kind).resolve(id + "_" + before + ".jar"));
            }
        }
        var feature = folder.resolve("features/org.seqnet.feature_" + before + ".jar");
        if (Files.exists(feature)) {
            throw new IllegalStateException("The feature must be the last: it names the others' versions.");
        }
    }
}
