package org.seqnet.walls;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packages, of which each is a room for one subject. */
class RoomsTest {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern PARAGRAPH = Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*package ");
    private static final int SHORTEST_PARAGRAPH = 40;

    @Test
    void no_rooms_use_each_other_in_a_circle() {
        slices().matching("org.seqnet.(**)").should().beFreeOfCycles().check(Bundle.all());
    }

    @ParameterizedTest
    @EnumSource
    void the_drawing_has_all_arrows_of_the_code_and_no_others(Bundle bundle) throws IOException {
        var code = Rooms.inCode(bundle);

        assertThat(Rooms.drawn(bundle).used())
                .as("arrows in ARCHITECTURE.md; as the code is now, they are%n%s%n", code.drawing())
                .isEqualTo(code.used());
    }

    @Test
    void each_package_says_what_it_is_for() throws IOException {
        var told = new TreeMap<String, Boolean>();
        for (var folder : List.of("bundles", "spark")) {
            try (var files = Files.walk(Bundle.REPOSITORY.resolve(folder))) {
                for (var file : (Iterable<Path>) files.filter(RoomsTest::isSource)::iterator) {
                    var text = Files.readString(file);
                    var name = PACKAGE.matcher(text);
                    assertThat(name.find()).as(file.toString()).isTrue();
                    boolean isTold = file.endsWith("package-info.java") && hasParagraph(text);
                    told.merge(name.group(1), isTold, Boolean::logicalOr);
                }
            }
        }

        assertThat(told).hasSizeGreaterThan(20).doesNotContainValue(false);
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && !file.toString().contains("target");
    }

    private static boolean hasParagraph(String packageInfo) {
        var paragraph = PARAGRAPH.matcher(packageInfo);
        return paragraph.find() && paragraph.group(1).replaceAll("[\\s*]+", " ").length() >= SHORTEST_PARAGRAPH;
    }
}
