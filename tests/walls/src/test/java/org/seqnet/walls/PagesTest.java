package org.seqnet.walls;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages for those who change the code speak of what is there: the classes, files and tests that they name in code
 * letters, and where their links lead. What others made is named without such letters.
 */
class PagesTest {
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
    private static final Pattern PATH = Pattern.compile("[\\w.-]+/[\\w./-]*");
    private static final Pattern FILE = Pattern.compile("[\\w-]+\\.(java|md|properties|xml|yml)");
    private static final Pattern TYPE = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
    private static final Pattern TEST = Pattern.compile("[a-z0-9]+(_[a-z0-9]+){2,}");
    /** What a build writes. */
    private static final Pattern MADE = Pattern.compile("(results|[\\w/-]+/target)/.*");

    private static final List<String> FOLDERS =
            List.of("benchmarks", "bundles", "docs", "knime-runtime", "scripts", "spark", "tests", "tools");

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
    void what_a_page_names_is_there(String page) throws IOException {
        var text = Files.readString(Bundle.REPOSITORY.resolve(page));
        var files = files();
        var names = files.stream().map(file -> file.getFileName().toString()).collect(toSet());
        var absent = new TreeSet<String>();

        Stream.concat(named(text, LINK), named(text, CODE).filter(PATH.asMatchPredicate()))
                .filter(path -> Files.notExists(Bundle.REPOSITORY.resolve(path)))
                .filter(not(MADE.asMatchPredicate()))
                .forEach(absent::add);
        named(text, CODE)
                .filter(FILE.asMatchPredicate())
                .filter(not(names::contains))
                .forEach(absent::add);
        named(text, CODE)
                .filter(TYPE.asMatchPredicate())
                .filter(type -> !names.contains(type + ".java"))
                .forEach(absent::add);
        absent.addAll(
                absentTests(named(text, CODE).filter(TEST.asMatchPredicate()).collect(toSet()), files));

        assertThat(named(text, CODE)).as("names in " + page).hasSizeGreaterThan(20);
        assertThat(absent).as("names in " + page + " of what is not there").isEmpty();
    }

    private static Stream<String> named(String text, Pattern pattern) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }

    private static Set<String> absentTests(Set<String> tests, List<Path> files) throws IOException {
        var absent = new TreeSet<>(tests);
        for (var file : files) {
            if (!absent.isEmpty() && file.toString().endsWith("Test.java")) {
                var source = Files.readString(file);
                absent.removeIf(test -> source.contains("void " + test + "("));
            }
        }
        return absent;
    }

    private static List<Path> files() throws IOException {
        var found = new ArrayList<Path>();
        try (var top = Files.list(Bundle.REPOSITORY)) {
            top.forEach(found::add);
        }
        for (var folder : FOLDERS) {
            try (var files = Files.walk(Bundle.REPOSITORY.resolve(folder))) {
                files.filter(file -> !file.toString().matches(".*[/\\\\](target|node_modules|lib)[/\\\\].*"))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
