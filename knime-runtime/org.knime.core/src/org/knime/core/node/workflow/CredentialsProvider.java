package org.knime.core.node.workflow;

import java.util.Map;

/** A node's view of its workflow's credentials. */
public final class CredentialsProvider {
    public static final CredentialsProvider EMPTY_CREDENTIALS_PROVIDER = new CredentialsProvider(Map.of());

    private final Map<String, ICredentials> credentials;

    CredentialsProvider(Map<String, ICredentials> credentials) {
        this.credentials = credentials;
    }
}
