package org.seqnet.spark.app;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.SeqNetException;

/** Makes one message for people of what went wrong somewhere in the cluster. */
final class Failure {
    private static final String SEE = " Spark's log above has the details.";

    private Failure() {}

    /** Returns a message that says what is wrong and, where that is known, what to do. */
    static String message(Throwable failure) {
        var ours = causes(failure)
                .filter(cause -> cause instanceof SeqNetException || cause instanceof MalformedException)
                .findFirst();
        if (ours.isPresent()) {
            return ours.get().getMessage();
        }
        if (causes(failure).anyMatch(cause -> cause instanceof CancellationException)) {
            return "Canceled.";
        }
        if (causes(failure).anyMatch(cause -> cause instanceof OutOfMemoryError)) {
            return "Out of memory. Give Spark more with --driver-memory and --executor-memory, or use more shards, a "
                    + "smaller batch size or fewer units." + SEE;
        }
        if (failure instanceof FSError) {
            return "A local disk failed: " + FileProblem.of(failure);
        }
        return causes(failure)
                .filter(cause -> cause instanceof SparkException || cause instanceof AnalysisException)
                .findFirst()
                .map(cause -> ofSpark(firstLine(cause)))
                .orElseGet(() -> "Something unexpected went wrong: %s (%s). Add --stacktrace to see where."
                        .formatted(firstLine(failure), failure.getClass().getSimpleName()));
    }

    /** Says whether a file system is the reason, and none of our own checks. */
    static boolean isOfFiles(Throwable failure) {
        return causes(failure).anyMatch(cause -> cause instanceof IOException)
                && causes(failure).noneMatch(cause -> cause instanceof SeqNetException);
    }

    private static String ofSpark(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("maxresultsize")) {
            return "Spark failed: " + text + " Set --conf spark.driver.maxResultSize to a larger value, such as 4g.";
        }
        if (lower.contains("outofmemory") || lower.contains("java heap space") || lower.contains("code 137")) {
            return "Spark failed: " + text + " Give it more memory with --executor-memory, or use more shards." + SEE;
        }
        if (lower.contains("executorlostfailure")) {
            return "Spark failed: " + text + " A process was lost too often: check its log, its memory "
                    + "(--executor-memory) and its host; with --checkpoint, training can go on." + SEE;
        }
        return "Spark failed: " + text + SEE;
    }

    private static String firstLine(Throwable cause) {
        var text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        var line = text.lines()
                .filter(any -> !any.isBlank())
                .findFirst()
                .orElse(text)
                .strip();
        return line.matches(".*[.!?:]") || !(cause instanceof SparkException || cause instanceof AnalysisException)
                ? line
                : line + ".";
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50);
    }
}
