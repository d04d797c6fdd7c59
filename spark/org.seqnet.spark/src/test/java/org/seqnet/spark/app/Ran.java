package org.seqnet.spark.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.seqnet.spark.LocalSpark;

/**
 * An application that has ended.
 *
 * @param code its exit code
 * @param output what it wrote to standard output
 * @param problems what it wrote to standard error
 */
record Ran(int code, String output, String problems) {

    /** Runs an application on the Spark of the tests. */
    static Ran with(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        LocalSpark::session)
                .run(arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs an application whose arguments are wrong: it must find out without Spark. */
    static Ran withoutSpark(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Ran::none)
                .run(arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static SparkSession none() {
        throw new AssertionError("Spark was started");
    }

    /** Returns the lines of standard output. */
    List<String> lines() {
        return output.lines().toList();
    }
}
