package org.seqnet.engine.idx;

/** Watches a download and may end it. Called on the thread that downloads, after each piece of up to
 * 64 KB. */
public interface DownloadListener {

    /** Watches nothing. */
    DownloadListener NONE = new DownloadListener() {};

    default void progressed(DownloadProgress progress) {}

    /** Returns whether to stop; what has been downloaded stays and is resumed the next time. */
    default boolean isCancelled() {
        return false;
    }
}
