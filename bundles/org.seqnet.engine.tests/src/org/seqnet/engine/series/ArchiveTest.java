package org.seqnet.engine.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

    @Test
    void all_sets_of_classification_and_of_regression_are_listed_once_each() {
        assertThat(Archive.names())
                .hasSize(128 + 30 + 63)
                .doesNotHaveDuplicates()
                .contains("ACSF1", "Yoga", "BasicMotions", "PEMS-SF", "Covid3Month")
                .allMatch(Archive::isName);
    }

    @Test
    void a_name_is_found_whatever_its_letters_and_others_stay_as_they_are() {
        assertThat(Archive.spelled("gunpoint")).isEqualTo("GunPoint");
        assertThat(Archive.spelled("GunPoint")).isEqualTo("GunPoint");
        assertThat(Archive.spelled("NewSet2030")).isEqualTo("NewSet2030");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "../GunPoint", "a/b", "a\\b", "a b", "-a", "a?b", "größe", "x:y"})
    void what_is_no_part_of_an_address_and_a_path_is_no_name(String name) {
        assertThat(Archive.isName(name)).isFalse();
    }

    @Test
    void the_property_goes_before_the_variable_before_the_archive_s_own_place() throws IOException {
        var variable = Map.of("SEQNET_ARCHIVE", " http://mirror.example/ucr ");

        assertThat(Archive.mirrors("GunPoint", name -> "https://other.example/a//", variable))
                .containsExactly(URI.create("https://other.example/a/GunPoint.zip"));
        assertThat(Archive.mirrors("GunPoint", name -> " ", variable))
                .containsExactly(URI.create("http://mirror.example/ucr/GunPoint.zip"));
        assertThat(Archive.mirrors("GunPoint", name -> null, Map.of("SEQNET_ARCHIVE", "")))
                .first()
                .isEqualTo(URI.create("https://timeseriesclassification.com/aeon-toolkit/GunPoint.zip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror", "file:///data", "http:///data", "http://a b", "ftp://mirror.example"})
    void what_is_no_address_is_told_with_where_it_stands(String named) {
        assertThatThrownBy(() -> Archive.mirrors("GunPoint", name -> null, Map.of("SEQNET_ARCHIVE", named)))
                .isInstanceOf(IOException.class)
                .hasMessage("The environment variable SEQNET_ARCHIVE is '" + named
                        + "', which is not an HTTP address. Correct it and restart.");
        assertThatThrownBy(() -> Archive.mirrors("GunPoint", name -> named, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("The Java system property org.seqnet.archive is '" + named
                        + "', which is not an HTTP address. Correct it and restart.");
    }
}
