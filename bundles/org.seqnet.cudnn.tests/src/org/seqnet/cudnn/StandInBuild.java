package org.seqnet.cudnn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Builds the stand-in: compiles what has changed, links it, and gives it the names of NVIDIA's libraries. */
final class StandInBuild {
    private static final Path SOURCES = Path.of("standin");
    private static final Path KERNELS = Path.of("..", "org.seqnet.cudnn", "src", "org", "seqnet", "cudnn", "kernels");
    private static final Path FOLDER = Path.of("target", "standin").toAbsolutePath();

    private static final List<String> NAMES = List.of(
            "libcuda.so.1",
            "libcublasLt.so.13",
            "libcublas.so.13",
            "libcudnn_graph.so.9",
            "libcudnn_ops.so.9",
            "libcudnn_cnn.so.9",
            "libcudnn_adv.so.9",
            "libcudnn_engines_precompiled.so.9",
            "libcudnn_engines_runtime_compiled.so.9",
            "libcudnn_heuristic.so.9",
            "libcudnn.so.9");

    /** What the build gave, the folder or a failure: it is tried once only. */
    private static Object outcome;

    private StandInBuild() {}

    /** Returns the folder with all the names. */
    static synchronized Path folder() {
        if (outcome == null) {
            try {
                outcome = build();
            } catch (IOException e) {
                outcome = new UncheckedIOException(e);
            } catch (RuntimeException e) {
                outcome = e;
            }
        }
        if (outcome instanceof RuntimeException failure) {
            throw new IllegalStateException("The stand-in could not be built.", failure);
        }
        return (Path) outcome;
    }

    private static Path build() throws IOException {
        Files.createDirectories(FOLDER);
        var objects = new ArrayList<String>();
        boolean changed = false;
        var shared = latest(files(SOURCES, ".h"));
        for (var source : files(SOURCES, ".cpp")) {
            var object = FOLDER.resolve(source.getFileName() + ".o");
            objects.add(object.toString());
            var needed = max(shared, Files.getLastModifiedTime(source));
            // it includes all kernels
            needed = source.endsWith("kernels.cpp") ? max(needed, latest(files(KERNELS, ""))) : needed;
            if (!Files.exists(object) || Files.getLastModifiedTime(object).compareTo(needed) <= 0) {
                run("-c", source.toString(), "-I" + KERNELS, "-o", object.toString());
                changed = true;
            }
        }
        var library = FOLDER.resolve("standin.so");
        if (changed || !Files.exists(library)) {
            objects.addAll(List.of("-shared", "-pthread", "-o", library.toString()));
            run(objects.toArray(String[]::new));
            // All names mean one file, so that a process loads it once.
            for (var name : NAMES) {
                Files.deleteIfExists(FOLDER.resolve(name));
                Files.createLink(FOLDER.resolve(name), library);
            }
        }
        return FOLDER;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static FileTime latest(List<Path> files) throws IOException {
        var latest = FileTime.fromMillis(0);
        for (var file : files) {
            latest = max(latest, Files.getLastModifiedTime(file));
        }
        return latest;
    }

    private static FileTime max(FileTime one, FileTime other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void run(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                "/usr/bin/g++",
                "-std=c++17",
                "-O2",
                "-fPIC",
                "-Wall",
                "-Wno-unused-function",
                "-Wno-sign-compare",
                "-Wno-parentheses"));
        command.addAll(List.of(arguments));
        var output = FOLDER.resolve("build.txt");
        var compiler = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!compiler.waitFor(10, TimeUnit.MINUTES) || compiler.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
