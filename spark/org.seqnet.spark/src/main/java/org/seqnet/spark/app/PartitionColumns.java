package org.seqnet.spark.app;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the columns of a table that the names of its folders hold, such as {@code day=1}. */
final class PartitionColumns {
    private PartitionColumns() {}

    /** Returns the names of the columns, the outermost folder first. */
    static List<String> of(Dataset<Row> table) {
        var names = List.of(table.columns());
        var files = table.inputFiles();
        return files.length == 0
                ? List.of()
                : Arrays.stream(URI.create(files[0]).getRawPath().split("/"))
                        .filter(folder -> folder.indexOf('=') > 0)
                        .map(folder -> decoded(folder.substring(0, folder.indexOf('='))))
                        .filter(names::contains)
                        .toList();
    }

    private static String decoded(String name) {
        return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
