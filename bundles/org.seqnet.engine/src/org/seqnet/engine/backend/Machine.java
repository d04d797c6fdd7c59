package org.seqnet.engine.backend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * The part of this machine in which graphics drivers and libraries are looked for.
 *
 * @param platform operating system and processor as JavaCPP names them, such as {@code linux-x86_64}
 * @param libraryFolders where shared libraries lie, the first to be looked in first
 * @param programFolders where programs lie
 */
record Machine(String platform, List<Path> libraryFolders, List<Path> programFolders) {
    private static final List<String> USUAL_LIBRARY_FOLDERS = List.of(
            "/usr/local/cuda-11.6/lib64",
            "/usr/local/cuda-11/lib64",
            "/usr/local/cuda/lib64",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib64",
            "/usr/lib",
            "/usr/lib/wsl/lib");

    Machine {
        libraryFolders = List.copyOf(libraryFolders);
        programFolders = List.copyOf(programFolders);
    }

    /** Returns this machine; the named folder is looked in before all others. */
    static Machine here(Optional<Path> named) {
        return of(Loader.getPlatform(), named, System.getProperty("user.home"), NamedFolders.ofProcess());
    }

    /** Returns a machine of this platform, with the folders that its environment names. */
    static Machine of(String platform, Optional<Path> named, String home, NamedFolders folders) {
        var libraries = new ArrayList<Path>();
        named.ifPresent(libraries::add);
        // the folder that the script cuda-libs fills
        folders.of(home)
                .map(path -> path.resolve(".seqnet").resolve("cuda-11.6"))
                .ifPresent(libraries::add);
        var programs = new ArrayList<>(folders.listed("PATH"));
        if (platform.startsWith("windows")) {
            var system = folders.named("SystemRoot")
                    .or(() -> folders.of("C:\\Windows"))
                    .map(windows -> windows.resolve("System32"));
            folders.named("CUDA_PATH_V11_6").map(cuda -> cuda.resolve("bin")).ifPresent(libraries::add);
            libraries.addAll(programs);
            system.ifPresent(libraries::add);
            system.ifPresent(programs::add);
            return new Machine(platform, libraries, programs);
        }
        libraries.addAll(folders.listed("LD_LIBRARY_PATH"));
        USUAL_LIBRARY_FOLDERS.stream().map(Path::of).forEach(libraries::add);
        programs.addAll(List.of(Path.of("/usr/bin"), Path.of("/usr/lib/wsl/lib")));
        return new Machine(platform, libraries, programs);
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
        return folders.stream()
                .map(folder -> folder.resolve(fileName))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Returns the folders that libraries are looked for in and that exist, for a message. */
    String searchedFolders() {
        var existing = libraryFolders.stream()
                .filter(Files::isDirectory)
                .distinct()
                .map(Path::toString)
                .toList();
        return existing.isEmpty() ? "no library folder exists" : "searched in " + String.join(", ", existing);
    }
}
