package org.seqnet.engine.backend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * The part of this machine in which graphics drivers and libraries are looked for.
 *
 * @param platform operating system and processor as JavaCPP names them, such as {@code linux-x86_64}
 * @param libraryFolders where shared libraries lie, the first to be looked in first
 * @param programFolders where programs lie
 */
record Machine(String platform, List<Path> libraryFolders, List<Path> programFolders) {
    /** The folder that the script {@code cuda-libs} fills. */
    private static final Path FILLED_FOLDER = Path.of(System.getProperty("user.home"), ".seqnet", "cuda-11.6");

    Machine {
        libraryFolders = List.copyOf(libraryFolders);
        programFolders = List.copyOf(programFolders);
    }

    /** Returns this machine; the named folder is looked in before all others. */
    static Machine here(Optional<Path> named) {
        var platform = Loader.getPlatform();
        var libraries = new ArrayList<Path>();
        named.ifPresent(libraries::add);
        libraries.add(FILLED_FOLDER);
        if (platform.startsWith("windows")) {
            var system = Path.of(variable("SystemRoot").orElse("C:\\Windows"), "System32");
            variable("CUDA_PATH_V11_6").map(folder -> Path.of(folder, "bin")).ifPresent(libraries::add);
            libraries.addAll(folders("PATH"));
            libraries.add(system);
            var programs = new ArrayList<>(folders("PATH"));
            programs.add(system);
            return new Machine(platform, libraries, programs);
        }
        libraries.addAll(folders("LD_LIBRARY_PATH"));
        Stream.of(
                        "/usr/local/cuda-11.6/lib64",
                        "/usr/local/cuda-11/lib64",
                        "/usr/local/cuda/lib64",
                        "/usr/lib/x86_64-linux-gnu",
                        "/usr/lib64",
                        "/usr/lib",
                        "/usr/lib/wsl/lib")
                .map(Path::of)
                .forEach(libraries::add);
        var programs = new ArrayList<>(folders("PATH"));
        programs.addAll(List.of(Path.of("/usr/bin"), Path.of("/usr/lib/wsl/lib")));
        return new Machine(platform, libraries, programs);
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private static List<Path> folders(String variable) {
        return variable(variable).stream()
                .flatMap(value -> Stream.of(value.split(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
    }

    boolean isWindows() {
        return platform.startsWith("windows");
    }

    /** Returns where a library lies. */
    Optional<Path> library(String fileName) {
        return in(libraryFolders, fileName);
    }

    /** Returns where a program lies. */
    Optional<Path> program(String name) {
        return in(programFolders, isWindows() ? name + ".exe" : name);
    }

    private static Optional<Path> in(List<Path> folders, String fileName) {
        return folders.stream().map(folder -> folder.resolve(fileName)).filter(Files::isRegularFile).findFirst();
    }

    /** Returns the folders that libraries are looked for in and that exist, for a message. */
    String searchedFolders() {
        var existing = libraryFolders.stream()
                .filter(Files::isDirectory)
                .distinct()
                .map(Path::toString)
                .toList();
        return existing.isEmpty() ? "no folder for libraries exists" : "looked in " + String.join(", ", existing);
    }
}
