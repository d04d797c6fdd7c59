package org.knime.core.node.workflow;

import java.util.Objects;
import java.util.Observable;

/** Credentials given for a whole workflow, in batch mode by {@code -credential=name;login;password}. */
@SuppressWarnings("deprecation") // KNIME's class is observable
public final class Credentials extends Observable implements ICredentials {
    private final String name;
    private final String login;
    private final String password;

    public Credentials(String name, String login, String password) {
        this.name = Objects.requireNonNull(name, "name");
        this.login = login;
        this.password = password;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof Credentials other
                && name.equals(other.name)
                && Objects.equals(login, other.login)
                && Objects.equals(password, other.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, login, password);
    }
}
