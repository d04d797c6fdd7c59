package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SeqNetException;

class SparkHomeTest {
    @TempDir
    Path folder;

    private Path spark(String name) throws IOException {
        var bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
        var program = Files.createFile(bin.resolve("spark-submit"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return folder.resolve(name);
    }

    @Test
    void the_setting_comes_first_then_the_variable_then_the_path() throws IOException {
        var set = spark("set");
        var variable = spark("variable");
        var path = spark("path");
        var environment =
                Map.of("SPARK_HOME", variable.toString(), "PATH", folder + File.pathSeparator + path.resolve("bin"));

        assertThat(SparkHome.find(set.toString(), environment))
                .isEqualTo(new SparkHome(set.resolve("bin/spark-submit"), Optional.of(set)));
        assertThat(SparkHome.find(" ", environment))
                .isEqualTo(new SparkHome(variable.resolve("bin/spark-submit"), Optional.of(variable)));
        assertThat(SparkHome.find("", Map.of("SPARK_HOME", "/nowhere", "PATH", environment.get("PATH"))))
                .isEqualTo(new SparkHome(path.resolve("bin/spark-submit"), Optional.empty()));
    }

    @Test
    void a_folder_without_spark_is_refused() {
        assertThatThrownBy(() -> SparkHome.find(folder.toString(), Map.of()))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Spark folder: '" + folder + "' contains no bin/spark-submit. Select the folder into which "
                        + "Spark was unpacked.");
    }

    @Test
    void without_spark_the_message_says_how_to_get_it() {
        assertThatThrownBy(() -> SparkHome.find("", Map.of("PATH", "/nowhere")))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Spark was not found: \"Spark folder\" is empty, the environment variable SPARK_HOME names "
                        + "no Spark, and spark-submit is not on the PATH. Download Spark 3.5 or 4 from "
                        + "spark.apache.org, unpack it, and select its folder in the node's dialog.");
    }
}
