package org.knime.core.node.workflow;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;

/** A node's view of its workflow's credentials. */
public final class CredentialsProvider {
    public static final CredentialsProvider EMPTY_CREDENTIALS_PROVIDER = new CredentialsProvider(Map.of());

    private final Map<String, ICredentials> credentials;

    CredentialsProvider(Map<String, ICredentials> credentials) {
        this.credentials = credentials;
    }

    /** @throws IllegalArgumentException if the workflow has no credentials of that name */
    public ICredentials get(String name) {
        var found = credentials.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "The workflow has no credentials \"" + name + "\"; it has " + credentials.keySet() + ".");
        }
        return found;
    }

    public Collection<String> listNames() {
        return Collections.unmodifiableSet(credentials.keySet());
    }
}
