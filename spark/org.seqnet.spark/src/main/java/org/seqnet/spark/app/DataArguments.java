package org.seqnet.spark.app;

import java.util.List;
import picocli.CommandLine.Option;

/** Where the sequences are, and in which form. */
final class DataArguments {
    @Option(
            names = "--data",
            paramLabel = "PATH",
            arity = "1..*",
            required = true,
            description = "Files or folders with the data, on any file system of Hadoop. Required.")
    private List<String> data;

    List<String> data() {
        return data;
    }
}
