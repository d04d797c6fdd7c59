package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {

    private static final Path HOME = Path.of("home", "ada");

    @Test
    void the_property_goes_before_the_variable_before_the_usual_place() {
        var named = Map.of("SEQNET_CACHE", "by-variable");

        assertThat(locate(Map.of("org.seqnet.cache", "by-property"), named)).isEqualTo(Path.of("by-property"));
        assertThat(locate(Map.of("org.seqnet.cache", " "), named)).isEqualTo(Path.of("by-variable"));
        assertThat(locate(Map.of(), named)).isEqualTo(Path.of("by-variable"));
        assertThat(locate(Map.of(), Map.of())).isEqualTo(HOME.resolve(".cache").resolve("seqnet"));
    }

    @Test
    void each_system_has_its_usual_place() {
        assertThat(locate(Map.of(), Map.of("XDG_CACHE_HOME", "xdg"))).isEqualTo(Path.of("xdg", "seqnet"));
        assertThat(locate(Map.of("os.name", "Mac OS X"), Map.of()))
                .isEqualTo(HOME.resolve("Library").resolve("Caches").resolve("seqnet"));
        assertThat(locate(Map.of("os.name", "Windows 11"), Map.of("LOCALAPPDATA", "local")))
                .isEqualTo(Path.of("local", "seqnet"));
        assertThat(locate(Map.of("os.name", "Windows 11"), Map.of()))
                .isEqualTo(HOME.resolve("AppData").resolve("Local").resolve("seqnet"));
    }

    @Test
    void home_goes_before_the_account_s_folder_as_in_every_shell() {
        assertThat(locate(Map.of(), Map.of("HOME", "here"))).isEqualTo(Path.of("here", ".cache", "seqnet"));
        assertThat(locate(Map.of(), Map.of("HOME", " "))).isEqualTo(HOME.resolve(".cache").resolve("seqnet"));
        assertThat(locate(Map.of(), Map.of("HOME", "here", "XDG_CACHE_HOME", "xdg")))
                .isEqualTo(Path.of("xdg", "seqnet"));
        assertThat(locate(Map.of("os.name", "Windows 11"), Map.of("HOME", "here", "LOCALAPPDATA", "local")))
                .isEqualTo(Path.of("local", "seqnet"));
    }

    private static Path locate(Map<String, String> properties, Map<String, String> environment) {
        var usual = Map.of("user.home", HOME.toString(), "os.name", "Linux");
        return CacheFolder.locate(name -> properties.getOrDefault(name, usual.get(name)), environment);
    }
}
