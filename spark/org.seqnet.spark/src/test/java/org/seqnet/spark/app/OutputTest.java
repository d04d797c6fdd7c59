package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SeqNetException;
import org.seqnet.spark.app.Output.Kind;

class OutputTest {
    @TempDir
    Path folder;

    private final Configuration hadoop = new Configuration();

    @BeforeEach
    void repair() {
        hadoop.set("fs.broken.impl", BrokenFiles.class.getName());
        hadoop.set("fs.broken.impl.disable.cache", "true");
        BrokenFiles.room = -1;
        BrokenFiles.refusesToRename = false;
    }

    private Output output(String name, boolean overwrites) {
        return Output.at("--output", Kind.FILE, "broken://" + folder.resolve(name), overwrites, hadoop);
    }

    private static void write(Output output, String text) {
        output.write(out -> out.write(text.getBytes()));
        output.commit(warning -> assertThat(warning).isEmpty());
    }

    private void assertOnly(String... names) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    @Test
    void a_file_appears_with_its_content() throws IOException {
        try (var output = Output.at("--output", Kind.FILE, folder.resolve("n").toString(), false, hadoop)) {
            assertOnly();
            write(output, "new");
        }
        assertOnly("n");
        assertThat(folder.resolve("n")).hasContent("new");
    }

    @Test
    void folders_on_the_way_are_created() {
        try (var output = output("a/b/n", false)) {
            write(output, "new");
        }
        assertThat(folder.resolve("a/b/n")).hasContent("new");
    }

    @Test
    void what_is_there_is_not_replaced_unless_that_is_asked_for() throws IOException {
        Files.writeString(folder.resolve("n"), "old");
        assertThatThrownBy(() -> output("n", false))
                .isInstanceOf(WrongArgument.class)
                .hasMessage("--output: broken:%s exists. Add --overwrite to replace it, or choose another place."
                        .formatted(folder.resolve("n")));
        assertThat(folder.resolve("n")).hasContent("old");
        try (var output = output("n", true)) {
            assertThat(folder.resolve("n")).hasContent("old");
            write(output, "new");
        }
        assertOnly("n");
        assertThat(folder.resolve("n")).hasContent("new");
    }

    @Test
    void a_full_disk_leaves_nothing_and_what_was_there_before() throws IOException {
        Files.writeString(folder.resolve("n"), "old");
        try (var output = output("n", true)) {
            BrokenFiles.room = 2;
            assertThatThrownBy(() -> write(output, "new"))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("--output: cannot write broken:%s: there is no space left (No space left on device). "
                                    .formatted(folder.resolve("n"))
                            + "Free some, or choose another place. Nothing was left there.");
        }
        assertOnly("n");
        assertThat(folder.resolve("n")).hasContent("old");
    }

    @Test
    void what_was_there_is_put_back_if_its_place_cannot_be_taken() throws IOException {
        Files.writeString(folder.resolve("n"), "old");
        try (var output = output("n", true)) {
            BrokenFiles.refusesToRename = true;
            assertThatThrownBy(() -> write(output, "new"))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessageContaining("cannot be renamed to n");
        }
        assertOnly("n");
        assertThat(folder.resolve("n")).hasContent("old");
    }

    @Test
    void a_folder_is_not_replaced_by_a_file_nor_a_file_by_a_folder() throws IOException {
        Files.createDirectories(folder.resolve("folder/of/years"));
        Files.writeString(folder.resolve("file"), "old");
        assertThatThrownBy(() -> output("folder", true))
                .isInstanceOf(WrongArgument.class)
                .hasMessage("--output: broken:%s is a folder. Name a file.".formatted(folder.resolve("folder")));
        assertThatThrownBy(() -> table("file"))
                .isInstanceOf(WrongArgument.class)
                .hasMessage("--history: file:%s is a file. Name a folder.".formatted(folder.resolve("file")));
        assertThat(folder.resolve("folder/of/years")).exists();
        assertThat(folder.resolve("file")).hasContent("old");
    }

    @Test
    void only_a_table_of_spark_is_replaced_by_a_table() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.createFile(Files.createDirectories(folder.resolve("table")).resolve("_SUCCESS"));
        assertThatThrownBy(() -> table("home"))
                .isInstanceOf(WrongArgument.class)
                .hasMessageContaining("has no file _SUCCESS");
        table("table").close();
        assertOnly("home", "table");
    }

    private Output table(String name) {
        return Output.at("--history", Kind.FOLDER, folder.resolve(name).toString(), true, hadoop);
    }

    @Test
    void data_that_are_read_are_not_replaced() throws IOException {
        Files.createDirectories(folder.resolve("data/day=1"));
        var inputs = new Inputs(hadoop)
                .data("--data", List.of(folder.resolve("data/day=*").toString()))
                .network("--resume", Optional.of(folder.resolve("models/n").toString()));
        for (var overlapping : List.of("data", "data/day=1", "data/day=1/new/one", "models")) {
            assertThatThrownBy(() -> inputs.requireApart("--output", hadoopPath(overlapping)))
                    .isInstanceOf(WrongArgument.class)
                    .hasMessageStartingWith(
                            "--output: file:%s overlaps with --".formatted(folder.resolve(overlapping)));
        }
        for (var apart : List.of("data2", "data/day", "models/n", "models/n2")) {
            inputs.requireApart("--output", hadoopPath(apart));
        }
    }

    private org.apache.hadoop.fs.Path hadoopPath(String name) {
        return new org.apache.hadoop.fs.Path("file:" + folder.resolve("x/../" + name) + "/");
    }

    @Test
    void a_place_that_cannot_be_written_is_refused_before_anything_is_computed() throws IOException {
        Files.writeString(folder.resolve("file"), "old");
        assertThatThrownBy(() -> output("file/n", false))
                .isInstanceOf(SeqNetException.class)
                .hasMessageStartingWith("--output: cannot write to broken://" + folder.resolve("file/n"));
        assertThat(folder.resolve("file")).hasContent("old");
    }

    @Test
    void a_file_system_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Output.at("--output", Kind.FILE, "nowhere://host/n", false, hadoop))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("--output: cannot write to nowhere://host/n: Hadoop has no file system of this kind (No "
                        + "FileSystem for scheme \"nowhere\"). Check the path, or add the file system's jar with "
                        + "--packages.");
    }

    @Test
    void the_root_of_a_file_system_is_no_place() {
        assertThatThrownBy(() -> Output.at("--output", Kind.FILE, "/", true, hadoop))
                .isInstanceOf(WrongArgument.class)
                .hasMessage("--output: / is the root of a file system. Add a name.");
    }
}
