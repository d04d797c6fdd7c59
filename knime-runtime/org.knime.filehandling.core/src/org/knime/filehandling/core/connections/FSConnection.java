package org.knime.filehandling.core.connections;

/** A file system at a node's port. This runtime makes none. */
public interface FSConnection {}
