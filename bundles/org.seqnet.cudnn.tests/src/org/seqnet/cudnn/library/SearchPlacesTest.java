package org.seqnet.cudnn.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.cudnn.library.Platform.LINUX_X86_64;
import static org.seqnet.cudnn.library.Platform.WINDOWS_X86_64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.backend.NamedFolders;

/** Machines of each platform, made of folders. */
class SearchPlacesTest {
    @TempDir
    private Path machine;

    private Path home;
    private final Map<String, String> environment = new HashMap<>();
    private Optional<Path> named = Optional.empty();

    @BeforeEach
    void an_empty_machine() throws IOException {
        home = Files.createDirectories(machine.resolve("home/kim"));
    }

    private SearchPlaces places(Platform platform) {
        return new SearchPlaces(
                platform,
                named,
                home,
                machine,
                new NamedFolders(environment::get, platform.isWindows() ? ';' : ':', Path::of));
    }

    private Optional<LibrarySet> found(Platform platform) {
        return new LibrarySearch(
                        platform,
                        places(platform).libraries(false),
                        places(platform).system(),
                        OptionalInt.empty())
                .search()
                .libraries();
    }

    private Path folder(String path) {
        return machine.resolve(path);
    }

    private void assertFound(Platform platform, String cudnn, String cublas) {
        var set = found(platform);
        assertThat(set.map(LibrarySet::cudnn).map(Path::getParent)).contains(folder(cudnn));
        assertThat(set.map(LibrarySet::cublas).map(Path::getParent)).contains(folder(cublas));
    }

    @Test
    void a_machine_without_anything_has_nothing_and_no_folder() {
        assertThat(found(LINUX_X86_64)).isEmpty();
        assertThat(found(WINDOWS_X86_64)).isEmpty();
        assertThat(places(LINUX_X86_64).driver()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_X86_64, opt/libraries, opt/libraries, opt/libraries",
        "LINUX_X86_64, opt/cuda-13, opt/cuda-13/lib64, opt/cuda-13/lib64",
        "LINUX_ARM64, opt/cuda-13, opt/cuda-13/targets/sbsa-linux/lib, opt/cuda-13/targets/sbsa-linux/lib",
        "LINUX_X86_64, env/lib/python3.12/site-packages, env/lib/python3.12/site-packages/nvidia/cudnn/lib, "
                + "env/lib/python3.12/site-packages/nvidia/cu13/lib",
        "LINUX_X86_64, env, env/lib/python3.12/site-packages/nvidia/cudnn/lib, "
                + "env/lib/python3.12/site-packages/nvidia/cublas/lib",
        "LINUX_ARM64, env, env/lib/python3.12/site-packages/nvidia/cudnn/lib, "
                + "env/lib/python3.12/site-packages/nvidia/cu13/lib",
        "WINDOWS_X86_64, cuda, cuda/bin/x64, cuda/bin/x64",
        "WINDOWS_X86_64, env, env/Lib/site-packages/nvidia/cudnn/bin, env/Lib/site-packages/nvidia/cu13/bin/x86_64",
        "WINDOWS_X86_64, env, env/Lib/site-packages/torch/lib, env/Lib/site-packages/torch/lib"
    })
    void the_folder_that_is_named_may_be_any_of_these(Platform platform, String setting, String cudnn, String cublas) {
        FakeLibraries.cudnn(folder(cudnn), platform, 13);
        FakeLibraries.cublas(folder(cublas), platform, 13);
        named = Optional.of(folder(setting));

        assertFound(platform, cudnn, cublas);
    }

    @Test
    void the_named_folder_comes_first_then_what_was_downloaded_then_python_then_the_system() throws IOException {
        environment.put("VIRTUAL_ENV", folder("env").toString());
        var inOrder = List.of(
                "named",
                "home/kim/.seqnet/cuda-12.6",
                "env/lib/python3.11/site-packages/nvidia/cudnn/lib",
                "usr/lib64");
        for (var folder : inOrder) {
            FakeLibraries.cudnn(folder(folder), LINUX_X86_64, 12);
            FakeLibraries.cublas(folder(folder), LINUX_X86_64, 12);
        }
        named = Optional.of(folder("named"));

        for (var folder : inOrder) {
            assertFound(LINUX_X86_64, folder, folder);
            Files.delete(folder(folder).resolve("libcudnn.so.9"));
        }
        assertThat(found(LINUX_X86_64)).isEmpty();
    }

    @Test
    void environments_of_python_are_found_by_what_a_terminal_knows() throws IOException {
        var python = Files.createDirectories(folder("opt/python/bin")).resolve("python3.10");
        Files.createFile(python);
        assertThat(python.toFile().setExecutable(true)).isTrue();
        var made = Files.createDirectories(folder("made/bin"));
        Files.createSymbolicLink(made.resolve("python3"), python);
        environment.put("CONDA_PREFIX", folder("conda").toString());
        environment.put("PATH", folder("none") + ":" + made);
        Files.createDirectories(folder("conda/conda-meta"));
        Files.createDirectories(home.resolve(".conda"));
        Files.writeString(home.resolve(".conda/environments.txt"), folder("listed") + "\n");
        for (var prefix : List.of("conda", "made", "opt/python", "listed", "home/kim/.local")) {
            Files.createDirectories(folder(prefix).resolve("lib/python3.10/site-packages/nvidia/cudnn/lib"));
        }

        var folders = places(LINUX_X86_64).libraries(false).stream()
                .flatMap(place -> place.folders().stream())
                .map(folder -> machine.relativize(folder).toString());

        var packages = "/lib/python3.10/site-packages/nvidia/cudnn/lib";
        assertThat(folders)
                .containsExactly(
                        "conda" + packages,
                        "conda/lib",
                        "made" + packages,
                        "opt/python" + packages,
                        "listed" + packages,
                        "home/kim/.local" + packages);
    }

    @Test
    void on_windows_environments_are_found_too() throws IOException {
        environment.put("APPDATA", folder("roaming").toString());
        environment.put("LOCALAPPDATA", folder("local").toString());
        environment.put("PATH", '"' + folder("venv/Scripts").toString() + '"');
        Files.createFile(Files.createDirectories(folder("venv/Scripts")).resolve("python.exe"));
        assertThat(folder("venv/Scripts/python.exe").toFile().setExecutable(true))
                .isTrue();
        for (var packages : List.of(
                "venv/Lib/site-packages",
                "roaming/Python/Python312/site-packages",
                "local/Programs/Python/Python313/Lib/site-packages")) {
            Files.createDirectories(folder(packages).resolve("nvidia/cudnn/bin"));
        }

        var folders = places(WINDOWS_X86_64).libraries(false).stream()
                .flatMap(place -> place.folders().stream())
                .map(folder -> machine.relativize(folder).toString());

        assertThat(folders)
                .containsExactly(
                        "venv/Lib/site-packages/nvidia/cudnn/bin",
                        "roaming/Python/Python312/site-packages/nvidia/cudnn/bin",
                        "local/Programs/Python/Python313/Lib/site-packages/nvidia/cudnn/bin",
                        "venv/Scripts");
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_X86_64, usr/lib/x86_64-linux-gnu, usr/local/cuda-12.9/lib64",
        "LINUX_X86_64, usr/lib64, usr/local/cuda-12.9/targets/x86_64-linux/lib",
        "LINUX_X86_64, usr/lib, opt/cuda/lib64",
        "LINUX_X86_64, elsewhere/lib, elsewhere/lib",
        "LINUX_ARM64, usr/lib/aarch64-linux-gnu, usr/local/cuda/targets/sbsa-linux/lib"
    })
    void the_system_may_have_both_in_different_folders(Platform platform, String cudnn, String cublas)
            throws IOException {
        FakeLibraries.cudnn(folder(cudnn), platform, 12);
        FakeLibraries.cublas(folder(cublas), platform, 12);
        var linker = Files.createDirectories(folder("etc/ld.so.conf.d"));
        Files.writeString(linker.resolve("cuda.conf"), "# CUDA\n/elsewhere/lib\n");

        assertFound(platform, cudnn, cublas);
    }

    @Test
    void of_several_installed_releases_the_default_and_then_the_newest_comes_first() throws IOException {
        for (var release : List.of("cuda-12.9", "cuda-13.1", "cuda-12.10", "cuda")) {
            FakeLibraries.cudnn(folder("usr/local/" + release + "/lib64"), LINUX_X86_64, 13);
            FakeLibraries.cublas(folder("usr/local/" + release + "/lib64"), LINUX_X86_64, 13);
        }

        for (var release : List.of("cuda", "cuda-13.1", "cuda-12.10", "cuda-12.9")) {
            assertFound(LINUX_X86_64, "usr/local/" + release + "/lib64", "usr/local/" + release + "/lib64");
            Files.delete(folder("usr/local/" + release + "/lib64/libcudnn.so.9"));
        }
    }

    @Test
    void nvidias_installers_for_windows_put_each_into_its_own_folder() {
        environment.put("ProgramFiles", folder("Program Files").toString());
        FakeLibraries.cudnn(folder("Program Files/NVIDIA/CUDNN/v9.8/bin/12.8"), WINDOWS_X86_64, 12);
        FakeLibraries.cudnn(folder("Program Files/NVIDIA/CUDNN/v9.12/bin/13.0/x64"), WINDOWS_X86_64, 13);
        FakeLibraries.cublas(
                folder("Program Files/NVIDIA GPU Computing Toolkit/CUDA/v13.0/bin/x64"), WINDOWS_X86_64, 13);

        assertFound(
                WINDOWS_X86_64,
                "Program Files/NVIDIA/CUDNN/v9.12/bin/13.0/x64",
                "Program Files/NVIDIA GPU Computing Toolkit/CUDA/v13.0/bin/x64");
    }

    @Test
    void the_driver_is_looked_for_in_the_named_folder_then_as_the_linker_does() throws IOException {
        named = Optional.of(Files.createDirectories(folder("named")));
        environment.put(
                "LD_LIBRARY_PATH", Files.createDirectories(folder("own")).toString());
        Files.createDirectories(folder("usr/lib/wsl/lib"));

        assertThat(places(LINUX_X86_64).driver())
                .containsExactly(folder("named"), folder("own"), folder("usr/lib"), folder("usr/lib/wsl/lib"));

        Files.createDirectories(folder("opt/driver"));
        Files.createDirectories(folder("usr/local/cuda/lib64"));
        Files.createDirectories(folder("etc"));
        Files.writeString(
                folder("etc/ld.so.cache"),
                "glibc-ld.so.cache1.1\0\3\1libcuda.so.1\0/opt/driver/libcuda.so.1\0libz.so.1\0/usr/lib/libz.so.1\0");
        assertThat(places(LINUX_X86_64).driver())
                .containsExactly(
                        folder("named"),
                        folder("own"),
                        folder("opt/driver"),
                        folder("usr/lib"),
                        folder("usr/lib/wsl/lib"),
                        folder("usr/local/cuda/lib64"));

        environment.put("PATH", Files.createDirectories(folder("tools")).toString());
        environment.put("SystemRoot", folder("Windows").toString());
        Files.createDirectories(folder("Windows/System32"));
        assertThat(places(WINDOWS_X86_64).driver())
                .containsExactly(folder("named"), folder("Windows/System32"), folder("tools"));
    }

    @Test
    void what_is_no_path_and_no_list_is_left_out() throws IOException {
        environment.put("VIRTUAL_ENV", "\0");
        environment.put("PATH", "::\0:");
        Files.createDirectories(home.resolve(".conda/environments.txt"));

        assertThat(places(LINUX_X86_64).libraries(false))
                .allMatch(place -> place.folders().isEmpty());
    }
}
