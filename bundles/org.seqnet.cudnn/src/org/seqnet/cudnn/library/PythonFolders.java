package org.seqnet.cudnn.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.seqnet.engine.backend.NamedFolders;

/** Where Python environments keep NVIDIA's libraries, which PyTorch and others install into them. */
record PythonFolders(Platform platform, Path home, NamedFolders environment) {

    /** Returns the folders of libraries of each environment that can be found without starting one. */
    List<Place> places() {
        var prefixes = new ArrayList<Path>();
        environment.named("VIRTUAL_ENV").ifPresent(prefixes::add);
        environment.named("CONDA_PREFIX").ifPresent(prefixes::add);
        interpreters().forEach(prefixes::add);
        condaEnvironments().forEach(prefixes::add);
        if (platform.isWindows()) {
            environment.named("APPDATA").ifPresent(data -> prefixes.addAll(Folders.in(data.resolve("Python"))));
            environment
                    .named("LOCALAPPDATA")
                    .ifPresent(data ->
                            prefixes.addAll(Folders.in(data.resolve("Programs").resolve("Python"))));
        } else {
            prefixes.add(home.resolve(".local"));
        }
        return prefixes.stream()
                .distinct()
                .map(prefix -> new Place(of(prefix)))
                .filter(place -> !place.folders().isEmpty())
                .toList();
    }

    /**
     * Returns where the libraries are if this is an environment's folder, its folder of packages, or that of NVIDIA's
     * packages; empty if it is none of these.
     */
    List<Path> of(Path folder) {
        var found = new ArrayList<Path>();
        for (var packages : packageFolders(folder)) {
            var nvidia = packages.resolve("nvidia");
            for (var part : Folders.in(nvidia)) {
                if (platform.isWindows()) {
                    found.add(part.resolve("bin").resolve("x86_64"));
                    found.add(part.resolve("bin"));
                } else {
                    found.add(part.resolve("lib"));
                }
            }
            // PyTorch for Windows has them in its own folder.
            found.add(packages.resolve("torch").resolve("lib"));
        }
        if (Files.isDirectory(folder.resolve("conda-meta"))) {
            found.add(platform.isWindows() ? folder.resolve("Library").resolve("bin") : folder.resolve("lib"));
        }
        return found.stream().filter(Files::isDirectory).toList();
    }

    private List<Path> packageFolders(Path prefix) {
        var found = new ArrayList<>(List.of(prefix));
        if (platform.isWindows()) {
            found.add(prefix.resolve("Lib").resolve("site-packages"));
            found.add(prefix.resolve("site-packages"));
            return found;
        }
        for (var lib : List.of(prefix.resolve("lib"), prefix.resolve("local").resolve("lib"))) {
            for (var python : Folders.in(lib)) {
                if (python.getFileName().toString().startsWith("python3")) {
                    found.add(python.resolve("site-packages"));
                    found.add(python.resolve("dist-packages"));
                }
            }
        }
        return found;
    }

    /** Returns the environment of the Python that a terminal starts, and that which it was made from. */
    private Stream<Path> interpreters() {
        var name = platform.isWindows() ? "python.exe" : "python3";
        return environment.listed("PATH").stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .limit(1)
                .flatMap(found -> Stream.of(found, real(found)))
                .flatMap(found -> platform.isWindows()
                        ? Stream.of(found.getParent(), found.getParent().resolveSibling(""))
                        : Stream.ofNullable(found.getParent().getParent()))
                .filter(prefix -> prefix != null);
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    /** Conda lists the user's environments in a file. */
    private Stream<Path> condaEnvironments() {
        try {
            return Files.readAllLines(home.resolve(".conda").resolve("environments.txt")).stream()
                    .flatMap(line -> environment.of(line.strip()).stream());
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
