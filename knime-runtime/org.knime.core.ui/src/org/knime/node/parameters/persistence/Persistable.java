package org.knime.node.parameters.persistence;

/** A class whose fields are stored as settings. */
public interface Persistable {}
