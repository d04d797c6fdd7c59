package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another JavaCPP than ND4J's finds when it starts. */
class SecondJavaCppTest {
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";
    private static final String LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

    private String cacheBefore;
    private String limitBefore;

    @BeforeEach
    void keepSettings() {
        cacheBefore = System.getProperty(CACHE);
        limitBefore = System.getProperty(LIMIT);
        System.clearProperty(CACHE);
        System.clearProperty(LIMIT);
    }

    @AfterEach
    void restoreSettings() {
        restore(CACHE, cacheBefore);
        restore(LIMIT, limitBefore);
    }

    private static void restore(String property, String before) {
        if (before == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, before);
        }
    }

    private static List<String> found() {
        var found = new ArrayList<String>();
        found.add(System.getProperty(CACHE));
        found.add(System.getProperty(LIMIT));
        return found;
    }

    @Test
    void it_has_a_folder_of_its_own_and_leaves_no_settings_behind() {
        var usual = Path.of(System.getProperty("user.home"), ".javacpp", "cache", "other-1.0");

        assertThat(SecondJavaCpp.start("other-1.0", SecondJavaCppTest::found)).containsExactly(usual.toString(), "0");
        assertThat(found()).containsExactly(null, null);
    }

    @Test
    void a_folder_that_the_user_names_is_shared_with_others_but_not_mixed() {
        var given = Path.of("given").toAbsolutePath();
        System.setProperty(CACHE, given.toString());
        System.setProperty(LIMIT, "8g");

        assertThat(SecondJavaCpp.start("other-1.0", SecondJavaCppTest::found))
                .containsExactly(given.resolve("other-1.0").toString(), "0");
        assertThat(found()).containsExactly(given.toString(), "8g");
    }

    @Test
    void settings_are_as_before_after_a_failure() {
        assertThatThrownBy(() -> SecondJavaCpp.start("other-1.0", () -> {
                    throw new UnsatisfiedLinkError("no");
                }))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessage("no");
        assertThat(found()).containsExactly(null, null);
    }
}
