package org.seqnet.cudnn.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqnet.cudnn.binding.Driver;

/**
 * Runs Java in a process of its own: what it loads is loaded nowhere else.
 *
 * @param folder for what is built and printed
 */
record ChildProcess(Path folder) {
    private static final String COMPILER = "/usr/bin/g++";

    static ChildProcess of(Path folder) {
        return new ChildProcess(folder);
    }

    /** Returns what a program prints. */
    String java(Class<?> program, String... arguments) throws IOException, InterruptedException {
        return java(List.of(), program, arguments);
    }

    /** Returns what a program prints with these options of Java. */
    String java(List<String> options, Class<?> program, String... arguments) throws IOException, InterruptedException {
        var host = Path.of("..", "org.seqnet.cudnn");
        var classPath = Stream.of(
                        host.resolve("target/classes"),
                        host.resolve("lib/jna.jar"),
                        Path.of("..", "org.seqnet.engine", "target", "classes"),
                        Path.of("target", "classes"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
        command.addAll(options);
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Returns a driver all of whose functions do this; the test is skipped where there is no compiler. */
    Path driver(String body) throws IOException, InterruptedException {
        return library(
                "libcuda.so.1",
                Arrays.stream(Driver.class.getDeclaredMethods())
                        .filter(method -> Modifier.isNative(method.getModifiers()))
                        .map(method -> "extern \"C\" int " + method.getName() + "() { " + body + " }\n")
                        .sorted()
                        .collect(Collectors.joining()));
    }

    /** Returns a library built of this source; the test is skipped where there is no compiler. */
    Path library(String name, String source) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(COMPILER)), "No C++ compiler is installed: " + COMPILER + ".");
        var file = Files.writeString(folder.resolve("source.cpp"), source);
        var library = folder.resolve(name);
        run(List.of(COMPILER, "-shared", "-fPIC", "-Wl,-soname," + name, "-o", library.toString(), file.toString()));
        return library;
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().remove("LD_LIBRARY_PATH");
        var process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
