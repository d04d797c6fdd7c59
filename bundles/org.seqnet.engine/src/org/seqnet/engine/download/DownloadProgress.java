package org.seqnet.engine.download;

import java.util.OptionalLong;

/**
 * How far the download of one file has come.
 *
 * @param file the file's name
 * @param bytes what is here, a resumed part included
 * @param totalBytes the size of the file as the mirror packs it, if the mirror tells
 */
public record DownloadProgress(String file, long bytes, OptionalLong totalBytes) {}
