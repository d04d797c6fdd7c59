package org.seqnet.engine.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheFolderTest {

    private static final Path HOME = Path.of("home", "ada");

    @Test
    void the_property_goes_before_the_variable_before_the_usual_place() throws Exception {
        var named = Map.of("SEQNET_CACHE", "by-variable");

        assertThat(locate(Map.of("org.seqnet.cache", "by-property"), named)).isEqualTo(Path.of("by-property"));
        assertThat(locate(Map.of("org.seqnet.cache", " "), named)).isEqualTo(Path.of("by-variable"));
        assertThat(locate(Map.of(), named)).isEqualTo(Path.of("by-variable"));
        assertThat(locate(Map.of(), Map.of())).isEqualTo(HOME.resolve(".cache").resolve("seqnet"));
    }

    @Test
    void each_system_has_its_usual_place() throws Exception {
        assertThat(locate(Map.of(), Map.of("XDG_CACHE_HOME", "xdg"))).isEqualTo(Path.of("xdg", "seqnet"));
        assertThat(locate(Map.of("os.name", "Mac OS X"), Map.of()))
                .isEqualTo(HOME.resolve("Library").resolve("Caches").resolve("seqnet"));
        assertThat(locate(Map.of("os.name", "Windows 11"), Map.of("LOCALAPPDATA", "local")))
                .isEqualTo(Path.of("local", "seqnet"));
        assertThat(locate(Map.of("os.name", "Windows 11"), Map.of()))
                .isEqualTo(HOME.resolve("AppData").resolve("Local").resolve("seqnet"));
    }

    @ParameterizedTest
    @CsvSource({
        "org.seqnet.cache, Linux,   The Java system property org.seqnet.cache",
        "SEQNET_CACHE,     Linux,   The environment variable SEQNET_CACHE",
        "XDG_CACHE_HOME,   Linux,   The environment variable XDG_CACHE_HOME",
        "LOCALAPPDATA,     Windows, The environment variable LOCALAPPDATA",
        "user.home,        Linux,   The Java system property user.home"
    })
    void what_is_no_path_is_told_with_where_it_stands(String name, String system, String source) {
        var values = Map.of(name, "a\0b");

        assertThatThrownBy(() -> locate(name.contains(".") ? with(values, system) : Map.of("os.name", system), values))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(Pattern.quote(source + " is 'a?b', which is not a valid path (")
                        + ".+"
                        + Pattern.quote("). Correct it and restart."));
    }

    private static Map<String, String> with(Map<String, String> properties, String system) {
        var all = new HashMap<>(properties);
        all.put("os.name", system);
        return all;
    }

    @Test
    void home_goes_before_the_account_s_folder_as_in_every_shell() throws Exception {
        assertThat(locate(Map.of(), Map.of("HOME", "here"))).isEqualTo(Path.of("here", ".cache", "seqnet"));
        assertThat(locate(Map.of(), Map.of("HOME", " ")))
                .isEqualTo(HOME.resolve(".cache").resolve("seqnet"));
        assertThat(locate(Map.of(), Map.of("HOME", "here", "XDG_CACHE_HOME", "xdg")))
                .isEqualTo(Path.of("xdg", "seqnet"));
        assertThat(locate(Map.of("os.name", "Windows 11"), Map.of("HOME", "here", "LOCALAPPDATA", "local")))
                .isEqualTo(Path.of("local", "seqnet"));
    }

    private static Path locate(Map<String, String> properties, Map<String, String> environment) throws IOException {
        var usual = Map.of("user.home", HOME.toString(), "os.name", "Linux");
        return CacheFolder.locate(name -> properties.getOrDefault(name, usual.get(name)), environment);
    }
}
