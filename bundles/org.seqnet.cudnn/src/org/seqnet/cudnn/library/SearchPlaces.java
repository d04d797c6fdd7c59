package org.seqnet.cudnn.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seqnet.engine.backend.NamedFolders;

/**
 * Where libraries are looked for on a machine.
 *
 * @param named the folder that the user's settings name
 * @param root what the system's own folders are in; it is the root folder but in tests
 */
record SearchPlaces(Platform platform, Optional<Path> named, Path home, Path root, NamedFolders environment) {

    /** Returns the places of cuBLAS and cuDNN in the order in which they are looked for. */
    List<Place> libraries() {
        var python = new PythonFolders(platform, home, environment);
        var places = new ArrayList<Place>();
        named.ifPresent(folder -> places.add(new Place(Stream.of(List.of(folder), toolkit(folder), python.of(folder))
                .flatMap(List::stream)
                .toList())));
        // the folder that the script cuda-libs fills
        places.add(new Place(List.of(home.resolve(".seqnet").resolve("cuda-12.6"))));
        places.addAll(python.places());
        places.add(new Place(system()));
        return places;
    }

    /** Returns the folders of the driver. */
    List<Path> driver() {
        var folders = new ArrayList<Path>();
        named.ifPresent(folders::add);
        folders.addAll(system());
        return new Place(folders).folders();
    }

    private List<Path> system() {
        return platform.isWindows() ? windows() : linux();
    }

    private List<Path> linux() {
        var folders = new ArrayList<>(environment.listed("LD_LIBRARY_PATH"));
        var local = root.resolve("usr/local");
        folders.addAll(toolkit(local.resolve("cuda")));
        for (var installed : Folders.in(local)) {
            if (installed.getFileName().toString().startsWith("cuda-")) {
                folders.addAll(toolkit(installed));
            }
        }
        folders.addAll(toolkit(root.resolve("opt/cuda")));
        // where containers get the driver
        folders.addAll(toolkit(local.resolve("nvidia")));
        folders.addAll(linkersFolders());
        var triplet = platform == Platform.LINUX_ARM64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        for (var folder : List.of("usr/lib/" + triplet, "usr/lib64", "usr/lib", "usr/lib/wsl/lib")) {
            folders.add(root.resolve(folder));
        }
        return folders;
    }

    /** Returns the folders that the system's linker is told to look in. */
    private List<Path> linkersFolders() {
        var folders = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(root.resolve("etc/ld.so.conf.d"), "*.conf")) {
            for (var file : files) {
                for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    if (line.startsWith("/")) {
                        environment
                                .of(line.strip().substring(1))
                                .map(root::resolve)
                                .ifPresent(folders::add);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // There are others.
        }
        return folders;
    }

    private List<Path> windows() {
        var folders = new ArrayList<Path>();
        environment.named("CUDA_PATH").ifPresent(cuda -> folders.addAll(toolkit(cuda)));
        environment.named("ProgramFiles").ifPresent(programs -> {
            for (var installed : Folders.in(programs.resolve("NVIDIA GPU Computing Toolkit/CUDA"))) {
                folders.addAll(toolkit(installed));
            }
            for (var installed : Folders.in(programs.resolve("NVIDIA/CUDNN"))) {
                for (var cuda : Folders.in(installed.resolve("bin"))) {
                    folders.add(cuda.resolve("x64"));
                    folders.add(cuda);
                }
                folders.addAll(toolkit(installed));
            }
        });
        folders.addAll(environment.listed("PATH"));
        environment.named("SystemRoot").ifPresent(system -> folders.add(system.resolve("System32")));
        return folders;
    }

    /** Returns the folders of libraries of an installed CUDA. */
    private List<Path> toolkit(Path folder) {
        return platform.isWindows()
                ? List.of(folder.resolve("bin/x64"), folder.resolve("bin"))
                : List.of(
                        folder.resolve("lib64"),
                        folder.resolve("targets/" + platform.target() + "/lib"),
                        folder.resolve("lib"));
    }
}
