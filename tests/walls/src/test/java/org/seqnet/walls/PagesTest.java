package org.seqnet.walls;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages for those who change the code speak of what is there: each class, file and test that they name in code
 * letters, and where their links lead. Classes of others are named without such letters.
 */
class PagesTest {
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
    private static final Pattern TYPE = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
    private static final Pattern TEST = Pattern.compile("[a-z0-9]+(_[a-z0-9]+){2,}");
    private static final Pattern FILE =
            Pattern.compile("\\.?[\\w.-]+/[\\w./ -]*|[\\w-]+\\.(md|java|xml|properties|yml)");
    private static final List<String> TREES = List.of("bundles", "knime-runtime", "tests", "benchmarks", "tools");

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
    void what_a_page_names_is_there(String page) throws IOException {
        var text = Files.readString(Bundle.REPOSITORY.resolve(page));
        var sources = sources();
        var types = sources.stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(toCollection(TreeSet::new));

        var missing = new TreeSet<String>();
        missing.addAll(
                named(text, LINK).filter(Predicate.not(PagesTest::exists)).toList());
        missing.addAll(named(text, CODE)
                .filter(FILE.asMatchPredicate())
                .filter(Predicate.not(PagesTest::exists))
                .toList());
        missing.addAll(named(text, CODE)
                .filter(TYPE.asMatchPredicate())
                .filter(Predicate.not(types::contains))
                .toList());
        missing.addAll(
                absentTests(named(text, CODE).filter(TEST.asMatchPredicate()).toList(), sources));

        assertThat(named(text, CODE)).as("names in " + page).hasSizeGreaterThan(20);
        assertThat(missing).as("names in " + page + " of what is not there").isEmpty();
    }

    private static Stream<String> named(String text, Pattern pattern) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }

    private static boolean exists(String path) {
        return Files.exists(Bundle.REPOSITORY.resolve(path)) || path.matches("(update-site|results|build)/.*");
    }

    private static Set<String> absentTests(List<String> names, List<Path> sources) throws IOException {
        var absent = new TreeSet<>(names);
        for (var file : sources) {
            var source = Files.readString(file);
            absent.removeIf(name -> source.contains(" " + name + "("));
        }
        return absent;
    }

    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        for (var tree : TREES) {
            try (var files = Files.walk(Bundle.REPOSITORY.resolve(tree))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().contains("/target/"))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
