package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SeqNetException;

/** Where the libraries of users with all kinds of names go. */
class LibraryFolderTest {
    private static final String NAME = "org.seqnet.dl4j-1.0.0-M2.1";

    @TempDir
    Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path home;
    private Path configuration;
    private Path programData;

    @BeforeEach
    void aTurkishUserOfWesternWindows() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "needs POSIX permissions");
        home = folder.resolve("\u015e\u00fckr\u00fc");
        configuration = Files.createDirectory(folder.resolve("configuration of knime"));
        programData = Files.createDirectory(folder.resolve("ProgramData"));
        properties.put("os.name", "Windows 11");
        properties.put("sun.jnu.encoding", "windows-1252");
        properties.put("user.home", home.toString());
        properties.put("user.name", System.getProperty("user.name"));
        properties.put("osgi.configuration.area", "file:" + configuration + "/");
        environment.put("ProgramData", programData.toString());
    }

    private LibraryFolder choose() {
        return LibraryFolder.choose(properties::get, new NamedFolders(environment::get, ';', Path::of));
    }

    private Path usual() {
        return home.resolve(".javacpp").resolve("cache").resolve(NAME);
    }

    private String reason() {
        return "not " + usual() + " because its name contains characters outside the system code page windows-1252";
    }

    private Path own() throws IOException {
        try (var folders = Files.list(programData)) {
            return folders.findFirst().orElseThrow();
        }
    }

    @Test
    void a_home_folder_in_the_code_page_is_taken() {
        home = folder.resolve("J\u00fcrgen");
        properties.put("user.home", home.toString());

        assertThat(choose())
                .isEqualTo(new LibraryFolder(usual(), Optional.empty()))
                .hasToString(usual().toString());
    }

    @Test
    void a_system_that_is_all_unicode_takes_any_home_folder() {
        properties.put("sun.jnu.encoding", "UTF-8");
        assertThat(choose().path()).isEqualTo(usual());

        properties.put("sun.jnu.encoding", "ANSI_X3.4-1968");
        properties.put("os.name", "Linux");
        assertThat(choose().path()).isEqualTo(usual());
    }

    @Test
    void with_letters_outside_the_code_page_the_configuration_area_is_taken() {
        var chosen = choose();

        assertThat(chosen.path()).isEqualTo(configuration.resolve(NAME)).isDirectory();
        assertThat(chosen).hasToString(configuration.resolve(NAME) + " (" + reason() + ")");
    }

    @Test
    void without_a_configuration_area_program_data_gets_a_folder_for_this_user_alone() throws IOException {
        properties.remove("osgi.configuration.area");

        var chosen = choose();

        assertThat(chosen.reason()).contains(reason());
        assertThat(chosen.path()).isEqualTo(own().resolve(NAME));
        assertThat(own().getFileName().toString()).matches("seqnet-[0-9a-f]{16}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own())))
                .isEqualTo("rwx------");
        assertThat(choose()).isEqualTo(chosen);
    }

    @Test
    void a_configuration_area_in_the_same_home_folder_is_no_help() throws IOException {
        var area = Files.createDirectories(home.resolve("configuration"));
        properties.put("osgi.configuration.area", area.toUri().toString());

        assertThat(choose().path()).startsWithRaw(programData);
        assertThat(area).isEmptyDirectory();
    }

    @Test
    void a_folder_of_program_data_that_others_may_write_to_is_not_taken() throws IOException {
        properties.remove("osgi.configuration.area");
        choose();
        Files.setPosixFilePermissions(own(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(this::choose)
                .isInstanceOf(SeqNetException.class)
                .hasMessage("No folder is available for the native libraries: " + reason()
                        + ", and neither KNIME's configuration area nor %ProgramData% can be used. Set a folder with "
                        + "only ASCII characters in its name with -Dorg.bytedeco.javacpp.cachedir=... in knime.ini, "
                        + "and restart KNIME.");
    }

    @Test
    void a_link_in_program_data_is_not_followed() throws IOException {
        properties.remove("osgi.configuration.area");
        choose();
        var own = own();
        Files.move(own, folder.resolve("elsewhere"));
        Files.createSymbolicLink(own, folder.resolve("elsewhere"));

        assertThatThrownBy(this::choose).isInstanceOf(SeqNetException.class);
    }

    @Test
    void a_folder_of_another_user_is_not_taken() {
        properties.remove("osgi.configuration.area");
        choose();
        try {
            Files.setOwner(
                    own(),
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (IOException e) {
            assumeTrue(false, "only the superuser gives files away");
        }

        assertThatThrownBy(this::choose).isInstanceOf(SeqNetException.class);
    }
}
