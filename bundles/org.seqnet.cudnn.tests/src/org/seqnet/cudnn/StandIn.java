package org.seqnet.cudnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.seqnet.cudnn.binding.Cublas;
import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.cudnn.binding.Driver;
import org.seqnet.cudnn.card.Card;

/**
 * A library that stands in for a card, its driver, cuBLAS and cuDNN, and computes on the processor; its sources are in
 * the folder {@code standin}. It is built once for each process, where there is a compiler.
 */
public final class StandIn {
    /** The names under which it can be found, as NVIDIA's libraries are. */
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

    private static final Path KERNELS = Path.of("..", "org.seqnet.cudnn", "src", "org", "seqnet", "cudnn", "kernels");

    private static StandIn one;

    private final Path folder;
    private final NativeLibrary library;

    private StandIn(Path folder) {
        this.folder = folder;
        var driver = folder.resolve(NAMES.get(0));
        this.library = NativeLibrary.getInstance(driver.toString());
        Driver.load(driver);
        Cublas.load(folder.resolve("libcublas.so.13"));
        Cudnn.load(folder.resolve("libcudnn.so.9"));
    }

    /** Returns it, loaded, with nothing noted; the test is skipped where there is no compiler. */
    public static synchronized StandIn start() {
        if (one == null) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/g++")), "No C++ compiler is installed: /usr/bin/g++.");
            one = new StandIn(build());
        }
        one.reset();
        return one;
    }

    private static Path build() {
        try {
            var folder = Path.of("target", "standin").toAbsolutePath();
            Files.createDirectories(folder);
            var library = folder.resolve("standin.so");
            var command = new ArrayList<>(List.of(
                    "/usr/bin/g++",
                    "-std=c++17",
                    "-O2",
                    "-fPIC",
                    "-shared",
                    "-pthread",
                    "-Wall",
                    "-Wno-unused-function"));
            command.add("-I" + KERNELS);
            command.add("-o");
            command.add(library.toString());
            try (var sources = Files.list(Path.of("standin"))) {
                sources.map(Path::toString)
                        .filter(name -> name.endsWith(".cpp"))
                        .sorted()
                        .forEach(command::add);
            }
            if (isNewer(library, Path.of("standin")) && isNewer(library, KERNELS)) {
                return folder;
            }
            var output = folder.resolve("build.txt");
            var compiler = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(compiler.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(compiler.exitValue()).as(Files.readString(output)).isZero();
            for (var name : NAMES) {
                link(folder.resolve(name), library);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isNewer(Path library, Path sources) throws IOException {
        if (!Files.exists(library)) {
            return false;
        }
        var built = Files.getLastModifiedTime(library);
        try (var files = Files.list(sources)) {
            for (var file : files.toList()) {
                if (Files.getLastModifiedTime(file).compareTo(built) >= 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** All names mean one file, so that the process loads it once. */
    private static void link(Path name, Path library) throws IOException {
        try {
            Files.createLink(name, library);
        } catch (FileAlreadyExistsException e) {
            Files.delete(name);
            Files.createLink(name, library);
        }
    }

    /** Returns the folder with all the names. */
    public Path folder() {
        return folder;
    }

    /** Returns a card that computes in full precision. */
    public Card card() {
        return new Card(0, true);
    }

    /** Forgets what was noted. */
    public void reset() {
        call("standin_reset");
        refusePersistent(0);
    }

    /** Makes the n-th call from the reset on fail, counted from 1. */
    public void failAt(long call) {
        call("standin_fail_at", call);
    }

    /** Returns the number of calls since the reset. */
    public long calls() {
        return library.getFunction("standin_calls").invokeLong(new Object[0]);
    }

    /**
     * Makes cuDNN's persistent algorithm say that it does not compute a network: 1 when its descriptor is set, 2 when
     * asked for sizes, 3 in the forward pass, 4 and 5 in the two calls of the backward pass; 0 for never.
     */
    public void refusePersistent(long call) {
        call("standin_refuse_persistent", call);
    }

    /** Makes every call of a function fail, until the reset. */
    public void refuse(String function) {
        call("standin_refuse", function);
    }

    /** Makes work wait until it is waited for, as late as a card may do it, until the reset. */
    public void workLate() {
        call("standin_late");
    }

    /** Sets how much memory the card has. */
    public void memory(long bytes) {
        call("standin_memory", bytes);
    }

    /** Returns the first thing that was wrong with a call; empty if nothing was. */
    public String trouble() {
        return library.getFunction("standin_trouble").invokeString(new Object[0], false);
    }

    /** Returns what has been made and not been destroyed; empty if nothing has. */
    public String left() {
        return library.getFunction("standin_left").invokeString(new Object[0], false);
    }

    /** Records the calls that follow in a file. */
    public void record(Path journal) {
        call("standin_journal", journal.toString());
    }

    /** Ends the record. */
    public void endRecord() {
        call("standin_journal", "");
    }

    private void call(String function, Object... arguments) {
        library.getFunction(function).invokeVoid(arguments);
    }
}
