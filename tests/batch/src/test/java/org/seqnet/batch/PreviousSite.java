package org.seqnet.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An update site as of before the last changes to our own bundles: this build's, with an earlier version of the nodes,
 * the engine and the feature. The libraries stay, as they do from most releases to the next.
 */
final class PreviousSite {
    static final String QUALIFIER = "202001010000";

    private static final Map<String, String> CHANGED = Map.of(
            "org.seqnet.engine", "plugins",
            "org.seqnet.knime", "plugins",
            "org.seqnet.feature.feature.group", "features");

    private PreviousSite() {}

    /** Makes it in a new folder. */
    static Path in(Path folder) {
        return UpdateSite.inside(site -> {
            try {
                Files.createDirectories(folder);
                for (var kind : List.of("plugins", "features")) {
                    Installation.copyTree(site.resolve(kind), folder.resolve(kind));
                }
                var content = UpdateSite.text(site.resolve("content.jar"), "content.xml");
                // Jars that change below no longer have the sums that are told of them.
                var artifacts = UpdateSite.text(site.resolve("artifacts.jar"), "artifacts.xml")
                        .replaceAll("<property name='(download|artifact)\\.(size|checksum)[^>]*>", "");
                for (var id : CHANGED.keySet()) {
                    var now = UpdateSite.unit(id).version();
                    var before = now.substring(0, now.lastIndexOf('.') + 1) + QUALIFIER;
                    var name = id.replace(".feature.group", "");
                    content = aged(content, name, now, before);
                    artifacts = aged(artifacts, name, now, before);
                    var kind = folder.resolve(CHANGED.get(id));
                    var jar = Files.move(
                            kind.resolve(name + "_" + now + ".jar"), kind.resolve(name + "_" + before + ".jar"));
                    ageManifest(jar, now, before);
                }
                Files.writeString(folder.resolve("content.xml"), content);
                Files.writeString(folder.resolve("artifacts.xml"), artifacts);
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Changes the version on each line that names the bundle or the feature: p2 writes an element on one. */
    private static String aged(String xml, String name, String now, String before) {
        return xml.lines()
                .map(line -> line.matches(".*('| )" + name + "(\\.feature\\.(group|jar))?['&;].*")
                        ? line.replace(now, before)
                        : line)
                .collect(Collectors.joining("\n"));
    }

    private static void ageManifest(Path jar, String now, String before) throws IOException {
        try (var inside = FileSystems.newFileSystem(jar)) {
            var manifest = inside.getPath("META-INF/MANIFEST.MF");
            if (Files.exists(manifest)) {
                Files.writeString(manifest, Files.readString(manifest).replace(now, before));
            }
        }
    }
}
