package org.knime.core.data;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.knime.core.node.util.CheckUtils;

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

    /**
     * Widens the spec so that it also covers another column of the same name.
     *
     * @throws IllegalArgumentException if the columns differ in more than the options allow
     */
    public void merge(final DataColumnSpec cspec2, final Set<MergeOptions> options) {
        boolean varyingTypes = options.contains(MergeOptions.ALLOW_VARYING_TYPES);
        CheckUtils.checkArgument(
                name.equals(cspec2.getName()) && (varyingTypes || type.equals(cspec2.getType())),
                "Structures of DataColumnSpecs do not match.");
        CheckUtils.checkArgument(
                options.contains(MergeOptions.ALLOW_VARYING_ELEMENT_NAMES)
                        || elementNames.equals(cspec2.getElementNames()),
                "Element names are not equal");
        type = DataType.getCommonSuperType(type, cspec2.getType());
        mergeDomain(cspec2.getDomain());
        var common = new LinkedHashMap<String, String>();
        properties.properties().asIterator().forEachRemaining(key -> {
            if (properties.getProperty(key).equals(cspec2.getProperties().getProperty(key))) {
                common.put(key, properties.getProperty(key));
            }
        });
        properties = new DataColumnProperties(common);
    }

    /** Widens the spec so that it also covers another column of the same name and type. */
    public void merge(final DataColumnSpec cspec2) {
        merge(cspec2, Set.of());
    }

    private void mergeDomain(DataColumnDomain other) {
        Set<DataCell> values = null;
        if (domain.hasValues() && other.hasValues()) {
            values = new LinkedHashSet<>(domain.getValues());
            values.addAll(other.getValues());
        }
        var order = type.getComparator();
        DataCell lower = null;
        if (domain.hasLowerBound() && other.hasLowerBound()) {
            boolean take = order.compare(other.getLowerBound(), domain.getLowerBound()) < 0;
            lower = (take ? other : domain).getLowerBound();
        }
        DataCell upper = null;
        if (domain.hasUpperBound() && other.hasUpperBound()) {
            boolean take = order.compare(other.getUpperBound(), domain.getUpperBound()) > 0;
            upper = (take ? other : domain).getUpperBound();
        }
        domain = new DataColumnDomain(lower, upper, values);
    }

    /** Sets the name; blanks around it are cut off, and a blank one is replaced. */
    public void setName(final String name) {
        String trimmed = Objects.requireNonNull(name, "Name of DataColumnSpec must not be null!")
                .trim();
        this.name = trimmed.isEmpty() ? "<empty_" + EMPTY_NAMES.incrementAndGet() + ">" : trimmed;
    }

    /** Sets the names of a collection's elements; {@code null} is none. */
    public void setElementNames(final String[] elNames) {
        elementNames = elNames == null ? List.of() : List.of(elNames);
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

    /** Returns the present type. */
    public DataType getType() {
        return type;
    }

    /** Does nothing: specs of the embedded runtime have no handlers. */
    public void removeAllHandlers() {}

    /** Makes the spec. */
    public DataColumnSpec createSpec() {
        return new DataColumnSpec(name, elementNames, type, domain, properties);
    }
}
