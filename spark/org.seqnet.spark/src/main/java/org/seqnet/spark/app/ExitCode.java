package org.seqnet.spark.app;

import org.apache.spark.SparkUserAppException;

/** Ends an application with an exit code, so that each cluster manager reports one other than 0 as a failure. */
final class ExitCode {
    private ExitCode() {}

    /**
     * Returns what spark-submit makes an exit code of. Its constructor takes the code alone in Spark 3, and a cause
     * behind it in Spark 4.
     */
    static Exception exception(int code) {
        try {
            var constructor = SparkUserAppException.class.getConstructors()[0];
            var arguments = new Object[constructor.getParameterCount()];
            arguments[0] = code;
            return (Exception) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new IllegalStateException("The application ended with exit code " + code + ".");
        }
    }
}
