package org.knime.core.data;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.knime.core.data.DataValue.UtilityFactory;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/**
 * The type of a column: the values that each of its cells has, the preferred one first. A native type belongs to one
 * class of cells; a non-native type is what different classes have in common.
 */
public final class DataType {

    private static final String CELL_CLASS = "cell_class";

    private static final String ELEMENT_TYPE = "collection_element_type";

    private static final String HAS_PREFERRED_VALUE = "has_pref_value_class";

    private static final String VALUE_CLASSES = "value_classes";

    private static final Map<NativeKey, DataType> NATIVE = new ConcurrentHashMap<>();

    private static final Map<Class<? extends DataValue>, UtilityFactory> UTILITIES = new ConcurrentHashMap<>();

    private static final DataValueComparator BY_TEXT = new DataValueComparator() {
        @Override
        protected int compareDataValues(final DataValue v1, final DataValue v2) {
            return v1.toString().compareTo(v2.toString());
        }
    };

    private record NativeKey(Class<? extends DataCell> cellClass, DataType elementType) {}

    private final Class<? extends DataCell> cellClass;

    private final List<Class<? extends DataValue>> valueClasses;

    private final DataType elementType;

    private final Map<DataType, Boolean> subTypes = new ConcurrentHashMap<>();

    private DataType(
            Class<? extends DataCell> cellClass,
            Collection<Class<? extends DataValue>> valueClasses,
            DataType elementType) {
        this.cellClass = cellClass;
        this.valueClasses = List.copyOf(valueClasses);
        this.elementType = elementType;
        boolean collection = valueClasses.stream().anyMatch(CollectionDataValue.class::isAssignableFrom);
        if (collection != (elementType != null)) {
            throw new IllegalArgumentException(
                    collection
                            ? "The type represents a collection but no element type was provided"
                            : "The type does not represent a collection, element type must be null");
        }
    }

    /** Returns the type of a class of cells that are no collections. */
    public static DataType getType(final Class<? extends DataCell> cell) {
        return getType(cell, null);
    }

    /**
     * Returns the type of a class of cells.
     *
     * @param collectionElementType the type of a collection's elements, {@code null} for other cells
     */
    public static DataType getType(
            final Class<? extends DataCell> cellImplementsCollectionDataValue, final DataType collectionElementType) {
        Objects.requireNonNull(cellImplementsCollectionDataValue, "Class must not be null.");
        var key = new NativeKey(cellImplementsCollectionDataValue, collectionElementType);
        var known = NATIVE.get(key);
        if (known == null) {
            var type =
                    new DataType(key.cellClass(), valuesOf(cellImplementsCollectionDataValue), collectionElementType);
            known = Objects.requireNonNullElse(NATIVE.putIfAbsent(key, type), type);
        }
        return known;
    }

    static Set<Class<? extends DataValue>> valuesOf(Class<?> type) {
        var values = new LinkedHashSet<Class<? extends DataValue>>();
        for (Class<?> parent : type.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(parent)) {
                values.add(parent.asSubclass(DataValue.class));
            }
            values.addAll(valuesOf(parent));
        }
        if (type.getSuperclass() != null) {
            values.addAll(valuesOf(type.getSuperclass()));
        }
        return values;
    }

    /** Returns the narrowest type that both types are subtypes of. */
    public static DataType getCommonSuperType(final DataType type1, final DataType type2) {
        if (type1 == null || type2 == null) {
            throw new NullPointerException("Cannot build super type of a null type");
        }
        if (type1.isMissingValueType()) {
            return type2;
        }
        if (type2.isMissingValueType() || type1.isASuperTypeOf(type2)) {
            return type1;
        }
        if (type2.isASuperTypeOf(type1)) {
            return type2;
        }
        var common = new LinkedHashSet<>(type1.valueClasses);
        common.retainAll(type2.valueClasses);
        boolean collection = common.stream().anyMatch(CollectionDataValue.class::isAssignableFrom);
        var candidate = new DataType(
                null, common, collection ? getCommonSuperType(type1.elementType, type2.elementType) : null);
        return DataTypeRegistry.getInstance().availableDataTypes().stream()
                .filter(candidate::hasSameValues)
                .findFirst()
                .orElse(candidate);
    }

    /** Returns a new factory of cells of this type; empty if no plug-in registers one. */
    public Optional<DataCellFactory> getCellFactory(final ExecutionContext exec) {
        return DataTypeRegistry.getInstance().factory(cellClass.getName());
    }

    /** Returns the one missing cell that has no reason. */
    public static DataCell getMissingCell() {
        return MissingCell.INSTANCE;
    }

    /** Returns the {@code UTILITY} of a value, that of {@link DataValue} if it has none of its own. */
    public static UtilityFactory getUtilityFor(final Class<? extends DataValue> value) {
        return UTILITIES.computeIfAbsent(value, DataType::utilityOf);
    }

    private static UtilityFactory utilityOf(Class<? extends DataValue> value) {
        try {
            Field field = value.getField("UTILITY");
            return (UtilityFactory) Objects.requireNonNull(field.get(null));
        } catch (ReflectiveOperationException | ClassCastException | NullPointerException e) {
            return DataValue.UTILITY;
        }
    }

    /** Tells whether only missing cells have this type. */
    public boolean isMissingValueType() {
        return valueClasses.contains(MissingValue.class);
    }

    /** Returns the type of a collection's elements, {@code null} for other types. */
    public DataType getCollectionElementType() {
        return elementType;
    }

    /** Returns the order of the first value that has one, else that of the cells' texts. */
    public DataValueComparator getComparator() {
        return valueClasses.stream()
                .map(value -> getUtilityFor(value).getComparator())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(BY_TEXT);
    }

    /** Returns the first of the values. */
    public Class<? extends DataValue> getPreferredValueClass() {
        return valueClasses.isEmpty() ? DataValue.class : valueClasses.get(0);
    }

    /** Tells whether cells of the given type can stand in a column of this one. */
    public boolean isASuperTypeOf(final DataType type) {
        Objects.requireNonNull(type, "Type argument must not be null.");
        if (type == this || type.isMissingValueType()) {
            return true;
        }
        var known = subTypes.get(type);
        if (known == null) {
            known = valueClasses.stream().allMatch(type::isCompatible)
                    && (elementType == null || elementType.isASuperTypeOf(type.elementType));
            subTypes.put(type, known);
        }
        return known;
    }

    /** Tells whether cells of this type have the given value; missing cells have all. */
    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return isMissingValueType() || valueClasses.stream().anyMatch(valueClass::isAssignableFrom);
    }

    /** Returns the class of the cells, {@code null} for a non-native type. */
    public Class<? extends DataCell> getCellClass() {
        return cellClass;
    }

    /** Writes the type. */
    public void save(final ConfigWO config) {
        if (elementType != null) {
            elementType.save(config.addConfig(ELEMENT_TYPE));
        }
        config.addString(CELL_CLASS, cellClass == null ? null : cellClass.getName());
        if (cellClass == null) {
            config.addBoolean(HAS_PREFERRED_VALUE, true);
            config.addStringArray(
                    VALUE_CLASSES, valueClasses.stream().map(Class::getName).toArray(String[]::new));
        }
    }

    /**
     * Reads a type.
     *
     * @throws InvalidSettingsException if it names a cell or value that no plug-in registers
     */
    public static DataType load(final ConfigRO config) throws InvalidSettingsException {
        var registry = DataTypeRegistry.getInstance();
        String cellClassName = config.getString(CELL_CLASS);
        var elementType = config.containsKey(ELEMENT_TYPE) ? load(config.getConfig(ELEMENT_TYPE)) : null;
        try {
            if (cellClassName != null) {
                var cell = registry.getCellClass(cellClassName)
                        .orElseThrow(() -> new InvalidSettingsException(
                                "Data cell implementation '" + cellClassName + "' not found."));
                return getType(cell, elementType);
            }
            var values = new ArrayList<Class<? extends DataValue>>();
            for (String name : config.getStringArray(VALUE_CLASSES)) {
                values.add(registry.getValueClass(name)
                        .orElseThrow(
                                () -> new InvalidSettingsException("Data Value extension " + name + " not found")));
            }
            return new DataType(null, values, elementType);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private boolean hasSameValues(DataType other) {
        return Set.copyOf(valueClasses).equals(Set.copyOf(other.valueClasses))
                && Objects.equals(elementType, other.elementType);
    }

    @Override
    public boolean equals(final Object other) {
        return this == other
                || other instanceof DataType type
                        && hasSameValues(type)
                        && getPreferredValueClass() == type.getPreferredValueClass();
    }

    @Override
    public int hashCode() {
        return Objects.hash(Set.copyOf(valueClasses), elementType);
    }

    /** Returns the name as users see it, with the elements' type. */
    @Override
    public String toString() {
        return named("Non-Native " + Arrays.toString(valueClasses.toArray())) + elements();
    }

    /** Returns the name as users see it, without the elements' type. */
    public String getName() {
        return named("?");
    }

    private String named(String nonNative) {
        if (cellClass == null) {
            return nonNative;
        }
        return getUtilityFor(getPreferredValueClass()) instanceof ExtensibleUtilityFactory utility
                ? utility.getName()
                : cellClass.getSimpleName();
    }

    private String elements() {
        return elementType == null ? "" : " (Collection of: " + elementType + ")";
    }
}
