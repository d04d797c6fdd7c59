package org.knime.core.node.workflow;

/** A login and its password, known by a name. */
public interface ICredentials {
    String getName();
}
