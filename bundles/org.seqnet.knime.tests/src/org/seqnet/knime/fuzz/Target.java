package org.seqnet.knime.fuzz;

import java.util.List;

/** A reader of bytes that anybody may have damaged. */
interface Target {
    /** Returns valid bytes, made by our own writers. */
    List<byte[]> corpus() throws Exception;

    /** Returns damaged bytes; where checksums stand before what is to be tried, they are mostly right. */
    byte[] damaged(byte[] valid, Mutator mutator) throws Exception;

    /**
     * Reads bytes, and makes use of what they hold.
     *
     * @throws Exception what the reader promises to throw if they are damaged
     */
    void read(byte[] bytes) throws Exception;

    /** Says whether the reader promises to throw this. */
    boolean promises(Exception refusal);
}
