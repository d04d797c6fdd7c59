package org.seqnet.spark.table;

/** Tells why a row or a group of rows cannot be used; who catches it knows which one it is. */
final class BadRowException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRowException(String problem) {
        super(problem, null, false, false);
    }
}
