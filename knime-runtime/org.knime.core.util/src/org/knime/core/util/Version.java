package org.knime.core.util;

/** A version such as {@code 5.8.0}. */
public final class Version {

    private final int major;

    private final int minor;

    private final int revision;

    /** Makes a version without qualifier. */
    public Version(final int major, final int minor, final int revision) {
        this.major = major;
        this.minor = minor;
        this.revision = revision;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + revision;
    }
}
