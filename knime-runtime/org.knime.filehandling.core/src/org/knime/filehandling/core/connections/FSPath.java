package org.knime.filehandling.core.connections;

import java.nio.file.Path;

/** A path in one of KNIME's file systems. */
public abstract class FSPath implements Path {}
