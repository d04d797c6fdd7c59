package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

class OpenBlasCopiesTest {
    @Test
    void all_copies_that_are_loaded_compute_on_the_thread_that_calls_them() {
        assumeTrue(Loader.getPlatform().startsWith("linux"), "seen here as the test of Linux's list of libraries");
        Backend.start();

        assertThat(OpenBlasCopies.find().threads()).isEqualTo("1, 1");
        assertThat(Backend.start().facts()).contains(Finding.present("Threads of each copy of OpenBLAS", "1, 1"));
    }

    @Test
    void a_list_of_libraries_is_read_as_linux_writes_it() {
        assertThat(
                        OpenBlasCopies.starts(
                                """
                        Dynamic libraries:
                        7f86f6200000-7f86f6304000 r--p 00000000 fe:00 16040020                   /home/a b/libopenblas.so.0
                        7f86f6304000-7f86f6314000 r-xp 00104000 fe:00 16040020                   /home/a b/libopenblas.so.0
                        7f86f7f8f000-7f86f81c0000 rw-p 00000000 00:00 0
                        7f8715200000-7f8715304000 r--p 00000000 fe:00 16040017                   /home/a b/libopenblas_nolapack.so.0
                        7ffd3b1c5000-7ffd3b1c7000 r-xp 00000000 00:00 0                          [vdso]
                        """))
                .isEqualTo(Map.of("libopenblas.so.0", 0x7f86f6200000L, "libopenblas_nolapack.so.0", 0x7f8715200000L));
    }

    @Test
    void a_list_of_libraries_is_read_as_windows_and_macos_write_it() {
        assertThat(OpenBlasCopies.starts("Dynamic libraries:\n"
                        + "0x00007ff6e5d50000 - 0x00007ff6e5d5d000 \tC:\\Program Files\\KNIME\\knime.exe\r\n"
                        + "0x00007ffb10000000 - 0x00007ffb12000000 \tC:\\Users\\J\\libopenblas.dll\r\n"))
                .isEqualTo(Map.of("knime.exe", 0x7ff6e5d50000L, "libopenblas.dll", 0x7ffb10000000L));
        assertThat(OpenBlasCopies.starts("Dynamic libraries:\n"
                        + "0x0000000104b34000 \t/Users/ada/.javacpp/cache/libopenblas.0.dylib\n"))
                .isEqualTo(Map.of("libopenblas.0.dylib", 0x104b34000L));
    }
}
