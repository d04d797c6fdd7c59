package org.seqnet.engine.backend;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.seqnet.engine.SeqNetException;

/**
 * The folder that native libraries are unpacked to and loaded from: in the user's home folder.
 *
 * <p>On Windows, Java loads a library by a path in the system's code page, so from no folder whose name has letters
 * that are not in it. A user of such a name gets another folder: KNIME's own configuration area, or one of program data
 * that nobody else may write to.
 *
 * @param path where libraries go
 * @param reason why this is not the usual folder, if it is not; a part of a sentence
 */
record LibraryFolder(Path path, Optional<String> reason) {
    private static final String DEEPLEARNING4J = "org.seqnet.dl4j-1.0.0-M2.1";

    /** Chooses the folder of Deeplearning4j's libraries. */
    static LibraryFolder choose(UnaryOperator<String> properties, NamedFolders folders) {
        return choose(DEEPLEARNING4J, properties, folders);
    }

    /**
     * Chooses the folder of some libraries.
     *
     * @param name theirs, with their version
     * @param properties Java's system properties
     * @throws SeqNetException if there is none that libraries can be loaded from
     */
    static LibraryFolder choose(String name, UnaryOperator<String> properties, NamedFolders folders) {
        var choice = new Choice(name, properties, folders);
        var usual = folders.of(properties.apply("user.home"))
                .map(home -> home.resolve(".javacpp").resolve("cache").resolve(name));
        if (usual.filter(choice::isLoadable).isPresent()) {
            return new LibraryFolder(usual.get(), Optional.empty());
        }
        var reason = "not %s because its name contains characters outside the system code page %s"
                .formatted(usual.map(Path::toString).orElse("the home folder"), choice.codePage());
        return Stream.of(choice.inConfigurationArea(), choice.inProgramData())
                .flatMap(Optional::stream)
                .findFirst()
                .map(path -> new LibraryFolder(path, Optional.of(reason)))
                .orElseThrow(() -> new SeqNetException("No folder is available for the native libraries: "
                        + reason
                        + ", and neither KNIME's configuration area nor %ProgramData% can be used. Set a folder with "
                        + "only ASCII characters in its name with -Dorg.bytedeco.javacpp.cachedir=... in knime.ini, "
                        + "and restart KNIME."));
    }

    @Override
    public String toString() {
        return path + reason.map(text -> " (" + text + ")").orElse("");
    }

    /** Tells what the system properties and the environment offer. */
    private record Choice(String name, UnaryOperator<String> properties, NamedFolders folders) {

        String codePage() {
            return properties.apply("sun.jnu.encoding");
        }

        /** Other systems take a path's bytes as they are. */
        boolean isLoadable(Path path) {
            return !String.valueOf(properties.apply("os.name")).startsWith("Windows")
                    || !Charset.isSupported(codePage())
                    || Charset.forName(codePage()).newEncoder().canEncode(path.toString());
        }

        /** Who may write there may exchange KNIME's own code just as well. */
        Optional<Path> inConfigurationArea() {
            try {
                var area = String.valueOf(properties.apply("osgi.configuration.area"));
                var folder = Path.of(URI.create(area.replace(" ", "%20"))).resolve(name);
                if (isLoadable(folder)) {
                    Files.createDirectories(folder);
                    return Files.isWritable(folder) ? Optional.of(folder) : Optional.empty();
                }
            } catch (IOException | RuntimeException e) {
                // there is none, or it belongs to somebody else
            }
            return Optional.empty();
        }

        /** All users may make folders in program data, so this one is taken only if nobody else can write to it. */
        Optional<Path> inProgramData() {
            var folder = folders.named("ProgramData").map(data -> data.resolve("seqnet-" + user()));
            try {
                if (folder.filter(this::isLoadable).isPresent()) {
                    PrivateFolder.make(folder.get(), properties.apply("user.name"));
                    return Optional.of(folder.get().resolve(name));
                }
            } catch (IOException | UnsupportedOperationException e) {
                // then there is none
            }
            return Optional.empty();
        }

        /** Returns the user's name in plain letters, the same each time. */
        private String user() {
            try {
                var name = properties.apply("user.name").getBytes(StandardCharsets.UTF_8);
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(name), 0, 8);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256.", e);
            }
        }
    }
}
