package org.knime.core.data;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes {@link DataColumnSpec}s. */
public final class DataColumnSpecCreator {

    private static final AtomicInteger EMPTY_NAMES = new AtomicInteger();

    private String name;

    private DataType type;

    private DataColumnDomain domain = new DataColumnDomain(null, null, null);

    private DataColumnProperties properties = new DataColumnProperties();

    private List<String> elementNames = List.of();

    /** Starts with a name, which is trimmed, and a type. */
    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        setType(type);
    }

    /** Starts with a spec. */
    public DataColumnSpecCreator(final DataColumnSpec cspec) {
        name = cspec.getName();
        type = cspec.getType();
        domain = cspec.getDomain();
        properties = cspec.getProperties();
        elementNames = cspec.getElementNames();
    }

    /** In what merged columns may differ. */
    public enum MergeOptions {
        /** Types may differ; the common super type is taken. */
        ALLOW_VARYING_TYPES,
        /** Element names may differ; those of the first column are kept. */
        ALLOW_VARYING_ELEMENT_NAMES
    }

    /** Sets the name; blanks around it are cut off, and a blank one is replaced. */
    public void setName(final String name) {
        String trimmed = Objects.requireNonNull(name, "Name of DataColumnSpec must not be null!")
                .trim();
        this.name = trimmed.isEmpty() ? "<empty_" + EMPTY_NAMES.incrementAndGet() + ">" : trimmed;
    }

    /** Sets the type. */
    public void setType(final DataType type) {
        this.type = Objects.requireNonNull(type, "Type of DataColumnSpec must not be null!");
    }

    /** Sets the domain; {@code null} is to say that nothing is known. */
    public void setDomain(final DataColumnDomain domain) {
        this.domain = domain == null ? new DataColumnDomain(null, null, null) : domain;
    }

    /** Sets the notes; {@code null} is none. */
    public void setProperties(final DataColumnProperties props) {
        properties = props == null ? new DataColumnProperties() : props;
    }

    /** Makes the spec. */
    public DataColumnSpec createSpec() {
        return new DataColumnSpec(name, elementNames, type, domain, properties);
    }
}
