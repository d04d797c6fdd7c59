package org.knime.core.data;

import java.util.List;
import java.util.Objects;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** A column's name, type and domain; {@link DataColumnSpecCreator} makes them. */
public final class DataColumnSpec {

    private static final String NAME = "column_name";

    private static final String ELEMENT_NAMES = "element_names";

    private static final String TYPE = "column_type";

    private static final String DOMAIN = "column_domain";

    private static final String PROPERTIES = "column_properties";

    private static final String META_DATA = "meta_data";

    private final String name;

    private final List<String> elementNames;

    private final DataType type;

    private final DataColumnDomain domain;

    private final DataColumnProperties properties;

    DataColumnSpec(
            String name,
            List<String> elementNames,
            DataType type,
            DataColumnDomain domain,
            DataColumnProperties properties) {
        this.name = Objects.requireNonNull(name);
        this.elementNames = List.copyOf(elementNames);
        this.type = Objects.requireNonNull(type);
        this.domain = Objects.requireNonNull(domain);
        this.properties = Objects.requireNonNull(properties);
    }

    /** Returns the name, unique within a table. */
    public String getName() {
        return name;
    }

    /** Returns the names of a collection's elements, usually none. */
    public List<String> getElementNames() {
        return elementNames;
    }

    /** Returns the type. */
    public DataType getType() {
        return type;
    }

    /** Returns what is known about the values. */
    public DataColumnDomain getDomain() {
        return domain;
    }

    /** Returns the notes attached to the column. */
    public DataColumnProperties getProperties() {
        return properties;
    }

    /** Tells whether the given column has this one's name and a type that is the same or wider. */
    public boolean isCompatibleWith(final DataColumnSpec cspec) {
        return cspec != null && name.equals(cspec.name) && cspec.type.isASuperTypeOf(type);
    }

    /** Tells whether name and type agree. */
    public boolean equalStructure(final DataColumnSpec cspec) {
        return cspec != null && name.equals(cspec.name) && type.equals(cspec.type);
    }

    @Override
    public boolean equals(final Object other) {
        return this == other
                || other instanceof DataColumnSpec spec
                        && equalStructure(spec)
                        && domain.equals(spec.domain)
                        && properties.equals(spec.properties)
                        && elementNames.equals(spec.elementNames);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type);
    }

    /** Writes the spec. */
    public void save(final ConfigWO config) {
        config.addString(NAME, name);
        if (!elementNames.equals(List.of(name))) {
            config.addStringArray(ELEMENT_NAMES, elementNames.toArray(String[]::new));
        }
        type.save(config.addConfig(TYPE));
        domain.save(config.addConfig(DOMAIN));
        properties.save(config.addConfig(PROPERTIES));
        config.addConfig(META_DATA);
    }

    /** Reads a spec; colour, size, shape, filter and format handlers are not known here and left out. */
    public static DataColumnSpec load(final ConfigRO config) throws InvalidSettingsException {
        String name = config.getString(NAME);
        return new DataColumnSpec(
                name,
                List.of(config.getStringArray(ELEMENT_NAMES, name)),
                DataType.load(config.getConfig(TYPE)),
                DataColumnDomain.load(config.getConfig(DOMAIN)),
                DataColumnProperties.load(config.getConfig(PROPERTIES)));
    }
}
