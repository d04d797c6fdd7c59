package org.knime.core.util;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Pattern;

/** A version such as {@code 5.8.3.v202603131300}: three numbers and a qualifier, which keeps its dot. */
public final class Version implements Comparable<Version>, Serializable {

    /** The version 0.0.0. */
    public static final Version EMPTY_VERSION = new Version(0, 0, 0);

    private static final long serialVersionUID = 1L;

    private static final Pattern FORM = Pattern.compile("(\\d+)(?:\\.(\\d+)(?:\\.(\\d+)(.*))?)?");

    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::getMajor)
            .thenComparingInt(Version::getMinor)
            .thenComparingInt(Version::getRevision)
            .thenComparing(Version::getQualifier);

    private final int major;

    private final int minor;

    private final int revision;

    private final String qualifier;

    /** Makes a version without qualifier. */
    public Version(final int major, final int minor, final int revision) {
        this(major, minor, revision, "");
    }

    /** Makes a version; a qualifier of {@code null} is none. */
    public Version(final int major, final int minor, final int revision, final String qualifier) {
        this.major = major;
        this.minor = minor;
        this.revision = revision;
        this.qualifier = Objects.requireNonNullElse(qualifier, "");
    }

    /** Returns the first number. */
    public int getMajor() {
        return major;
    }

    /** Returns the second number. */
    public int getMinor() {
        return minor;
    }

    /** Returns the third number. */
    public int getRevision() {
        return revision;
    }

    /** Returns what follows the third number, empty if nothing does. */
    public String getQualifier() {
        return qualifier;
    }

    @Override
    public int compareTo(final Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(major, minor, revision, qualifier);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + revision + qualifier;
    }
}
