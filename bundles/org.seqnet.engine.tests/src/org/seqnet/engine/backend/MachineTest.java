package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines with environments as people have them. */
class MachineTest {
    /** Makes a path, or refuses to, by the rules of Windows; the path itself is one of this system. */
    private static Path windowsPath(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean drive = letter == ':' && i == 1;
            if (letter < ' ' || "<>\"|?*".indexOf(letter) >= 0 || letter == ':' && !drive) {
                throw new InvalidPathException(text, "Illegal char <" + letter + ">", i);
            }
        }
        for (var name : text.split("[\\\\/]")) {
            if (name.endsWith(" ")) {
                throw new InvalidPathException(text, "Trailing char < >", text.length() - 1);
            }
        }
        return Path.of(text.replace('\\', '/'));
    }

    private static Machine windows(Map<String, String> environment) {
        return Machine.of(
                "windows-x86_64",
                Optional.empty(),
                "C:\\Users\\ada",
                new NamedFolders(environment::get, ';', MachineTest::windowsPath));
    }

    private static Machine linux(Map<String, String> environment) {
        return Machine.of(
                "linux-x86_64", Optional.empty(), "/home/ada", new NamedFolders(environment::get, ':', Path::of));
    }

    @Test
    void on_windows_a_quoted_entry_is_a_folder_and_what_is_no_path_is_left_out() {
        var machine = windows(Map.of(
                "PATH",
                "\"C:\\Program Files\\x\";  C:\\with blanks ;;\"\"; ;<>*;C:\\a|b;C:\\a\tb;nul\0l;"
                        + "\"C:\\semi;colon\";C:\\last",
                "SystemRoot",
                "D:\\Windows"));

        assertThat(machine.programFolders())
                .containsExactly(
                        Path.of("C:/Program Files/x"),
                        Path.of("C:/with blanks"),
                        Path.of("C:/semi;colon"),
                        Path.of("C:/last"),
                        Path.of("D:/Windows/System32"));
        assertThat(machine.libraryFolders())
                .containsExactly(
                        Path.of("C:/Users/ada/.seqnet/cuda-11.6"),
                        Path.of("C:/Program Files/x"),
                        Path.of("C:/with blanks"),
                        Path.of("C:/semi;colon"),
                        Path.of("C:/last"),
                        Path.of("D:/Windows/System32"));
    }

    @Test
    void on_windows_a_quotation_mark_that_is_not_closed_hides_nothing() {
        assertThat(windows(Map.of("PATH", "C:\\a;\"C:\\b;C:\\c")).programFolders())
                .containsExactly(Path.of("C:/a"), Path.of("C:/b"), Path.of("C:/c"), Path.of("C:/Windows/System32"));
    }

    @Test
    void on_windows_folders_that_other_variables_name_are_read_alike() {
        var machine = windows(Map.of("SystemRoot", "<none>", "CUDA_PATH_V11_6", " \"C:\\CUDA\" "));

        assertThat(machine.libraryFolders())
                .containsExactly(
                        Path.of("C:/Users/ada/.seqnet/cuda-11.6"),
                        Path.of("C:/CUDA/bin"),
                        Path.of("C:/Windows/System32"));
    }

    @Test
    void on_linux_quotation_marks_and_blanks_belong_to_a_name() {
        assertThat(linux(Map.of("PATH", "/a b/ :\"/c\"::/d\0")).programFolders())
                .containsExactly(
                        Path.of("/a b/ "), Path.of("\"/c\""), Path.of("/usr/bin"), Path.of("/usr/lib/wsl/lib"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\0", "?"})
    void a_home_folder_that_is_no_path_is_left_out(String home) {
        var folders = new NamedFolders(Map.of("PATH", "C:\\a")::get, ';', MachineTest::windowsPath);
        var machine = Machine.of("windows-x86_64", Optional.empty(), home, folders);

        assertThat(machine.libraryFolders()).isEqualTo(List.of(Path.of("C:/a"), Path.of("C:/Windows/System32")));
    }
}
