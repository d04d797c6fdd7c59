package org.knime.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DenseDoubleVectorCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.NodeLogger;

/**
 * The types that plug-ins register at {@code org.knime.core.DataType}. Serializers are made on first use. Outside of a
 * platform, in a plain test, the registry knows KNIME's own basic cells only.
 */
public final class DataTypeRegistry {

    private static final String EXTENSION_POINT = "org.knime.core.DataType";

    private static final String CELL_CLASS = "cellClass";

    private static final String FACTORY_CLASS = "factoryClass";

    private static final DataTypeRegistry INSTANCE = new DataTypeRegistry();

    private final Map<String, DataCellSerializer<DataCell>> serializers = new ConcurrentHashMap<>();

    private final Map<String, Class<? extends DataCell>> cells = new ConcurrentHashMap<>();

    private final Map<String, DataType> made = new ConcurrentHashMap<>();

    private final Set<String> basic;

    private List<DataType> types;

    private DataTypeRegistry() {
        cells.put(DataCell.class.getName(), DataCell.class);
        register(new IntCell.IntCellSerializer(), IntCell.TYPE);
        register(new DoubleCell.DoubleSerializer(), DoubleCell.TYPE);
        register(new LongCell.LongSerializer(), LongCell.TYPE);
        register(new StringCell.StringSerializer(), StringCell.TYPE);
        register(new BooleanCell.BooleanSerializer(), BooleanCell.TYPE);
        register(new MissingCell.MissingSerializer(), null);
        register(new ListCell.ListCellSerializer(), null);
        register(new SetCell.SetCellSerializer(), null);
        register(new DenseDoubleVectorCell.DenseDoubleVectorSerializer(), DoubleVectorCellFactory.TYPE);
        register(new PNGImageCell.PNGSerializer(), PNGImageCellFactory.TYPE);
        basic = Set.copyOf(cells.keySet());
    }

    /** Returns the one registry. */
    public static DataTypeRegistry getInstance() {
        return INSTANCE;
    }

    void register(DataCellSerializer<? extends DataCell> serializer, DataType typeOfFactory) {
        @SuppressWarnings("unchecked")
        var general = (DataCellSerializer<DataCell>) serializer;
        String name = general.getCellClass().getName();
        serializers.put(name, general);
        cells.put(name, general.getCellClass());
        if (typeOfFactory != null) {
            made.put(name, typeOfFactory);
        }
    }

    private static Stream<IConfigurationElement> dataTypes() {
        return Platform.isRunning()
                ? Arrays.stream(Platform.getExtensionRegistry().getConfigurationElementsFor(EXTENSION_POINT))
                : Stream.empty();
    }

    /** Returns the types that have a factory. */
    public synchronized Collection<DataType> availableDataTypes() {
        if (types == null) {
            dataTypes()
                    .filter(e -> e.getAttribute(FACTORY_CLASS) != null)
                    .forEach(e -> made.computeIfAbsent(
                            e.getAttribute(CELL_CLASS), name -> create(e, FACTORY_CLASS, DataCellFactory.class)
                                    .getDataType()));
            types = made.values().stream().distinct().toList();
        }
        return types;
    }

    /** Returns a new factory of the type of these cells; those of KNIME's own basic cells are not supported. */
    Optional<DataCellFactory> factory(String cellClassName) {
        if (basic.contains(cellClassName)) {
            throw new UnsupportedOperationException(
                    "The embedded runtime has no factory of " + cellClassName + "; use its constructor.");
        }
        return dataTypes()
                .filter(e -> e.getAttribute(FACTORY_CLASS) != null && cellClassName.equals(e.getAttribute(CELL_CLASS)))
                .map(e -> create(e, FACTORY_CLASS, DataCellFactory.class))
                .findFirst();
    }

    private Optional<DataCellSerializer<DataCell>> findSerializer(String cellClassName) {
        if (!serializers.containsKey(cellClassName)) {
            dataTypes()
                    .flatMap(e -> Arrays.stream(e.getChildren("serializer")))
                    .filter(e -> cellClassName.equals(e.getAttribute(CELL_CLASS)))
                    .findFirst()
                    .ifPresent(this::registerSerializer);
        }
        return Optional.ofNullable(serializers.get(cellClassName));
    }

    private void registerSerializer(IConfigurationElement element) {
        DataCellSerializer<?> serializer = create(element, "serializerClass", DataCellSerializer.class);
        String expected = element.getAttribute(CELL_CLASS);
        if (!serializer.getCellClass().getName().equals(expected)) {
            throw new IllegalStateException(
                    "CODING PROBLEM: " + serializer.getClass().getName() + " writes "
                            + serializer.getCellClass().getName() + ", but is registered for " + expected + ".");
        }
        register(serializer, null);
    }

    private static <T> T create(IConfigurationElement element, String attribute, Class<T> type) {
        try {
            return type.cast(element.createExecutableExtension(attribute));
        } catch (CoreException | ClassCastException e) {
            throw new IllegalStateException(
                    "CODING PROBLEM: " + element.getAttribute(attribute) + ", registered by "
                            + element.getContributor().getName() + " at " + EXTENSION_POINT
                            + ", cannot be made a " + type.getSimpleName() + ": " + e.getMessage(),
                    e);
        }
    }

    /** Returns the class of cells by its name, if a serializer is registered for it. */
    public Optional<Class<? extends DataCell>> getCellClass(final String className) {
        findSerializer(className);
        return Optional.ofNullable(cells.get(className));
    }

    /** Returns a value interface by its name, if cells that are registered have it. */
    public Optional<Class<? extends DataValue>> getValueClass(final String className) {
        dataTypes()
                .flatMap(e -> Arrays.stream(e.getChildren("serializer")))
                .map(e -> e.getAttribute(CELL_CLASS))
                .forEach(this::findSerializer);
        var values = new ArrayList<Class<? extends DataValue>>(Collections.singleton(DataValue.class));
        for (var cell : cells.values()) {
            values.addAll(DataType.valuesOf(cell));
        }
        return values.stream()
                .filter(value -> value.getName().equals(className))
                .findFirst()
                .map(value -> (Class<? extends DataValue>) value);
    }

    /** Returns the serializer that is registered for a class of cells. */
    public Optional<DataCellSerializer<DataCell>> getSerializer(final Class<? extends DataCell> cellClass) {
        var serializer = findSerializer(cellClass.getName());
        if (serializer.isEmpty()) {
            NodeLogger.getLogger(DataTypeRegistry.class)
                    .coding("No serializer is registered for cells of " + cellClass
                            + "; KNIME serializes them by Java's means.");
        }
        return serializer;
    }
}
