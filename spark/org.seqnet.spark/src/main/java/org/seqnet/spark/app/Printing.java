package org.seqnet.spark.app;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Writes texts to a stream in UTF-8, as Spark's own logs are. */
final class Printing {
    private Printing() {}

    static PrintWriter to(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
