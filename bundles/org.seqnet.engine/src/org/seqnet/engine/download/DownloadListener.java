package org.seqnet.engine.download;

/** Watches a download and may end it. Called on the thread that downloads. */
public interface DownloadListener {

    /** Watches nothing. */
    DownloadListener NONE = new DownloadListener() {};

    /** Called at the start and after each piece. */
    default void progressed(DownloadProgress progress) {}

    /**
     * Returns whether to stop; what has been downloaded stays and is resumed the next time. Asked many times a second,
     * also while nothing arrives.
     */
    default boolean isCancelled() {
        return false;
    }
}
