package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    private static List<OptionSpec> options(String application) {
        return Parsed.commandLine()
                .getSubcommands()
                .get(application)
                .getCommandSpec()
                .options();
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "score"})
    void help_is_printed_on_standard_output(String application) {
        var ran = Ran.withoutSpark(application, "--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.problems()).isEmpty();
        assertThat(ran.output()).startsWith("Usage: spark-submit [Spark's options] seqnet-spark.jar " + application);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "score"})
    void help_fits_100_columns(String application) {
        assertThat(Ran.withoutSpark(application, "--help").lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "score"})
    void help_mentions_every_option(String application) {
        var help = Ran.withoutSpark(application, "--help").output();
        assertThat(options(application)).hasSizeGreaterThan(20).allSatisfy(option -> assertThat(help)
                .contains(option.negatable() ? option.longestName().replace("--", "--[no-]") : option.longestName()));
    }

    /** What it is without the option, or that it cannot be left out; what is learned has no default. */
    @ParameterizedTest
    @ValueSource(strings = {"train", "score"})
    void every_option_states_its_default(String application) {
        var others = List.of(
                "--help",
                "--version",
                "--stacktrace",
                "--label",
                "--labels",
                "--label-columns",
                "--targets",
                "--step-labels",
                "--group",
                "--label-file",
                "--validation-label-file",
                "--window");
        assertThat(options(application))
                .filteredOn(option -> !others.contains(option.longestName()))
                .allSatisfy(option -> assertThat(String.join(" ", option.description()))
                        .as(option.longestName())
                        .containsAnyOf("Default: ", "Required."));
    }

    @Test
    void the_page_quotes_the_help() throws Exception {
        var page = Files.readString(Path.of(System.getProperty("repository.root"), "docs", "spark-submit.md"));
        for (var application : List.of("train", "score")) {
            assertThat(page)
                    .contains("```\n" + Ran.withoutSpark(application, "--help").output() + "```\n");
        }
    }

    @Test
    void the_version_is_printed() {
        assertThat(Ran.withoutSpark("--version").output()).startsWith("Sequence Networks ");
    }
}
