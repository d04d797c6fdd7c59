package org.seqnet.cudnn.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seqnet.engine.backend.NamedFolders;

/**
 * Where libraries are looked for on a machine.
 *
 * @param named the folder that the user's settings name
 * @param root what the system's own folders are in; it is the root folder but in tests
 */
record SearchPlaces(Platform platform, Optional<Path> named, Path home, Path root, NamedFolders environment) {
    /** A path of the driver among the texts that end with a zero; the group is its folder below the root. */
    private static final Pattern DRIVER_IN_CACHE = Pattern.compile("/([^\\x00]+)/libcuda\\.so\\.1\\x00");

    /**
     * Returns the places of cuBLAS and cuDNN in the order in which they are looked for.
     *
     * @param isCardNew whether the card is newer than the libraries that the script cuda-libs gets
     */
    List<Place> libraries(boolean isCardNew) {
        var python = new PythonFolders(platform, home, environment);
        var places = new ArrayList<Place>();
        named.ifPresent(folder -> places.add(new Place(Stream.of(List.of(folder), toolkit(folder), python.of(folder))
                .flatMap(List::stream)
                .toList())));
        if (!isCardNew) {
            places.add(ofScript());
        }
        places.addAll(python.places());
        places.add(system());
        if (isCardNew) {
            places.add(ofScript());
        }
        return places;
    }

    /** Returns the folder that the script cuda-libs fills. */
    Place ofScript() {
        return new Place(List.of(home.resolve(".seqnet").resolve("cuda-12.6")));
    }

    /** Returns the folders of the system, in which the linker may find libraries by itself. */
    Place system() {
        return new Place(platform.isWindows() ? windows() : linux());
    }

    /** Returns the folders of the driver. */
    List<Path> driver() {
        var folders = new ArrayList<Path>();
        named.ifPresent(folders::add);
        // As the linker searches: a CUDA may bring a driver's library of its own, which need not fit the machine.
        if (platform.isWindows()) {
            environment.named("SystemRoot").ifPresent(system -> folders.add(system.resolve("System32")));
        } else {
            folders.addAll(environment.listed("LD_LIBRARY_PATH"));
            folders.addAll(cachedFolders());
            folders.addAll(usualFolders());
        }
        folders.addAll(system().folders());
        return new Place(folders).folders();
    }

    /** Returns the folders of the drivers that the system's linker has listed. */
    private List<Path> cachedFolders() {
        try {
            var cache = Files.readString(root.resolve("etc/ld.so.cache"), StandardCharsets.ISO_8859_1);
            return DRIVER_IN_CACHE
                    .matcher(cache)
                    .results()
                    .map(found -> root.resolve(found.group(1)))
                    .toList();
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
    }

    private List<Path> usualFolders() {
        var triplet = platform == Platform.LINUX_ARM64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        return Stream.of("usr/lib/" + triplet, "usr/lib64", "usr/lib", "usr/lib/wsl/lib", "run/opengl-driver/lib")
                .map(root::resolve)
                .toList();
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
        folders.addAll(usualFolders());
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
