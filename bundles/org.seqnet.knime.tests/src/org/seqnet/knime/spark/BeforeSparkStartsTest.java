package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.DialogState;
import org.seqnet.knime.learner.StoppingParameters;
import org.seqnet.knime.learner.ValidationParameters;

/** What is checked before Spark starts. */
class BeforeSparkStartsTest {

    @ParameterizedTest
    @CsvSource({"Linux,aarch64", "Windows 11,amd64", "Mac OS X,x86_64"})
    void elsewhere_than_on_linux_and_x86_64_only_livy_starts_a_training(String system, String processor) {
        assertThatThrownBy(() -> SparkSubmit.requirePlatform(system, processor))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Run on: training on Spark requires Linux on x86-64, but this machine has " + system
                        + " on " + processor + ". Run on Livy, with a cluster of such machines, or run the workflow on "
                        + "such a machine.");
        assertThatCode(() -> SparkSubmit.requirePlatform("Linux", "amd64")).doesNotThrowAnyException();
    }

    @Test
    void files_that_cannot_be_written_are_an_error_that_names_the_folder() {
        try (var temporary = TemporaryFolder.create()) {
            assertThatThrownBy(() -> temporary.fill(
                            () -> Files.createFile(temporary.path().resolve("no/file"))))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("The files for Spark could not be written to the temporary folder " + temporary.path()
                            + ". Check that there is free space.");
        }
    }

    @Test
    void early_stopping_without_rows_to_validate_on_is_warned_of() throws Exception {
        var data = new FileSelection();
        assertThat(warning(true, 0, data)).map(Message::title).contains("No validation rows");
        assertThat(warning(false, 0, data)).isEmpty();
        assertThat(warning(true, 20, data)).isEmpty();
        var chosen = new FileSelection(new FSLocation(FSCategory.LOCAL, "/data/validation.parquet"));
        assertThat(warning(true, 0, chosen)).isEmpty();
    }

    private static Optional<Message> warning(boolean stopsEarly, int percent, FileSelection data) throws Exception {
        return new DialogState()
                .with(StoppingParameters.Enabled.class, stopsEarly)
                .with(ValidationParameters.Percent.class, percent)
                .with(SparkValidationParameters.Data.class, data)
                .of(new SparkValidationParameters.NoValidationRows(), null);
    }
}
