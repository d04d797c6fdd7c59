package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenBlasCopiesTest {
    @Test
    void all_copies_that_are_loaded_compute_on_the_thread_that_calls_them() {
        assumeTrue(Loader.getPlatform().startsWith("linux"), "seen here as the test of Linux's list of libraries");
        Backend.start();

        assertThat(OpenBlasCopies.find().threads()).isEqualTo("1, 1");
        assertThat(Backend.start().facts()).contains(Finding.present("Threads per OpenBLAS copy", "1, 1"));
    }

    @Test
    void a_list_of_libraries_is_read_as_linux_writes_it() {
        assertThat(
                        OpenBlasCopies.libraries(
                                """
                        Dynamic libraries:
                        7f86f6200000-7f86f6304000 r--p 00000000 fe:00 16040020 /home/a b/libopenblas.so.0
                        7f86f6304000-7f86f6314000 r-xp 00104000 fe:00 16040020 /home/a b/libopenblas.so.0
                        7f86f7f8f000-7f86f81c0000 rw-p 00000000 00:00 0
                        7f8715200000-7f8715304000 r--p 00000000 fe:00 16040017 /home/a b/libopenblas_nolapack.so.0
                        7ffd3b1c5000-7ffd3b1c7000 r-xp 00000000 00:00 0                          [vdso]
                        """))
                .isEqualTo(Map.of(
                        "/home/a b/libopenblas.so.0",
                        0x7f86f6200000L,
                        "/home/a b/libopenblas_nolapack.so.0",
                        0x7f8715200000L));
    }

    @Test
    void a_list_of_libraries_is_read_as_windows_and_macos_write_it() {
        assertThat(OpenBlasCopies.libraries("Dynamic libraries:\n"
                        + "0x00007ff6e5d50000 - 0x00007ff6e5d5d000 \tC:\\Program Files\\KNIME\\knime.exe\r\n"
                        + "0x00007ffb10000000 - 0x00007ffb12000000 \tC:\\Users\\J\\libopenblas.dll\r\n"))
                .isEqualTo(Map.of(
                        "C:\\Program Files\\KNIME\\knime.exe",
                        0x7ff6e5d50000L,
                        "C:\\Users\\J\\libopenblas.dll",
                        0x7ffb10000000L));
        assertThat(OpenBlasCopies.libraries("Dynamic libraries:\n"
                        + "0x0000000104b34000 \t/Users/ada/.javacpp/cache/libopenblas.0.dylib\n"))
                .isEqualTo(Map.of("/Users/ada/.javacpp/cache/libopenblas.0.dylib", 0x104b34000L));
    }

    @Test
    void a_library_of_another_extension_is_no_copy_of_ours_whatever_its_name(@TempDir Path folder) throws Exception {
        var ours = Files.writeString(
                Files.createDirectories(folder.resolve("ours")).resolve("libopenblas.so.0"), "a");
        var copy = Files.writeString(ours.resolveSibling("libopenblas_nolapack.so.0"), "a");
        var another = Files.writeString(ours.resolveSibling("libother.so"), "b");
        var theirs = Files.writeString(
                Files.createDirectories(folder.resolve("theirs")).resolve("libopenblas.so.0"), "a");
        var libraries = new LinkedHashMap<String, Long>();
        libraries.put(theirs.toString(), 0x1000_000L);
        libraries.put(ours.toString(), 0x3000_000L);
        libraries.put(copy.toString(), 0x5000_000L);
        libraries.put(another.toString(), 0x7000_000L);

        assertThat(OpenBlasCopies.starts(libraries, List.of(ours, copy, another)))
                .containsExactly(0x3000_000L, 0x5000_000L);
        assertThat(OpenBlasCopies.starts(Map.of(theirs.toString(), 0x1000_000L), List.of(ours)))
                .isEmpty();
    }
}
