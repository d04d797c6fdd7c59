package org.knime.core.node.workflow;

import java.util.Optional;

/** A login and its password, known by a name. */
public interface ICredentials {
    String getName();

    String getLogin();

    String getPassword();

    default Optional<String> getSecondAuthenticationFactor() {
        return Optional.empty();
    }
}
