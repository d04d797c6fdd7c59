package org.seqnet.knime.tensor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.knime.core.data.DataColumnProperties;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;

/**
 * What a column's spec tells about its tensors before there is any data. KNIME keeps column properties with the spec,
 * so a learner or predictor can refuse a column of another shape as soon as it is connected.
 */
public final class TensorColumn {
    /** The property that holds the sizes of all axes, such as {@code 28 x 28}. */
    private static final String SHAPE = "tensor.shape";
    /** The property that holds the element type's name. */
    private static final String ELEMENT_TYPE = "tensor.elementType";
    /** The property that says that the tensors are sequences, time steps x features. */
    private static final String SEQUENCE = "tensor.sequence";

    /** The property that says how many channels the pixels have whose rows are time steps. */
    private static final String CHANNELS = "tensor.channels";

    /** The property that says what was done to the tensors. */
    private static final String PREPARATION = "tensor.preparation";

    /** The property that says that the values tell what a prediction rests on, and are none to learn from. */
    private static final String EXPLANATION = "tensor.explanation";

    private static final Pattern SIZES = Pattern.compile("\\d{1,9}( x \\d{1,9})*");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");

    private TensorColumn() {}

    /** Returns the spec of a column of tensors about which nothing is known yet. */
    public static DataColumnSpec unknown(String name) {
        return new DataColumnSpecCreator(name, TensorCell.TYPE).createSpec();
    }

    /** Returns the spec of a column of tensors of one shape. */
    public static DataColumnSpec of(String name, Shape shape, ElementType type) {
        return of(name, Map.of(SHAPE, shape.toString(), ELEMENT_TYPE, type.name()));
    }

    /** Returns the spec of a column of sequences. */
    public static DataColumnSpec ofSequences(String name, Optional<SequenceShape> shape) {
        return ofSequences(name, shape, OptionalInt.empty());
    }

    /**
     * Returns the spec of a column of sequences.
     *
     * @param channels the channels of the pixels that each time step is a row of, if the sequences are images
     */
    public static DataColumnSpec ofSequences(String name, Optional<SequenceShape> shape, OptionalInt channels) {
        var properties = new HashMap<String, String>();
        properties.put(SEQUENCE, "true");
        shape.ifPresent(s -> properties.put(SHAPE, s.toShape().toString()));
        channels.ifPresent(count -> properties.put(CHANNELS, Integer.toString(count)));
        return of(name, properties);
    }

    /** Returns the spec of a column with what was done to its tensors. */
    public static DataColumnSpec prepared(DataColumnSpec column, Preparation preparation) {
        var creator = new DataColumnSpecCreator(column);
        creator.setProperties(column.getProperties().cloneAndOverwrite(Map.of(PREPARATION, preparation.text())));
        return creator.createSpec();
    }

    /**
     * Returns the spec of a column with what predictions for the tensors of another one rest on: values for the same
     * time steps and features.
     */
    public static DataColumnSpec explaining(String name, DataColumnSpec explained) {
        var properties = new HashMap<String, String>();
        var known = explained.getProperties();
        for (var key : List.of(SHAPE, SEQUENCE, CHANNELS)) {
            if (known.containsProperty(key)) {
                properties.put(key, known.getProperty(key));
            }
        }
        properties.put(ELEMENT_TYPE, ElementType.FLOAT.name());
        properties.put(EXPLANATION, "true");
        var features = preparation(explained).features();
        return prepared(of(name, properties), Preparation.UNKNOWN.withFeatures(features));
    }

    private static DataColumnSpec of(String name, Map<String, String> properties) {
        var creator = new DataColumnSpecCreator(name, TensorCell.TYPE);
        creator.setProperties(new DataColumnProperties(properties));
        return creator.createSpec();
    }

    /** Returns the shape that every tensor of the column has, if the spec tells. */
    public static Optional<Shape> shape(DataColumnSpec column) {
        return Optional.ofNullable(column.getProperties().getProperty(SHAPE))
                .filter(text -> SIZES.matcher(text).matches())
                .flatMap(TensorColumn::parsed);
    }

    /** A property is text that anybody may have written: one that is no tensor's shape tells nothing. */
    private static Optional<Shape> parsed(String text) {
        try {
            return Optional.of(Shape.of(Arrays.stream(text.split(" x "))
                            .mapToInt(Integer::parseInt)
                            .toArray()))
                    .filter(shape -> shape.elements() <= Tensor.MAX_ELEMENTS);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns how many channels the pixels have whose rows are the time steps of every sequence, if the spec tells. */
    public static OptionalInt channels(DataColumnSpec column) {
        return Optional.ofNullable(column.getProperties().getProperty(CHANNELS))
                .filter(text -> COUNT.matcher(text).matches())
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    /** Returns the type of the elements of every tensor of the column, if the spec tells. */
    public static Optional<ElementType> elementType(DataColumnSpec column) {
        return Arrays.stream(ElementType.values())
                .filter(type -> type.name().equals(column.getProperties().getProperty(ELEMENT_TYPE)))
                .findFirst();
    }

    /** Returns what was done to the tensors of the column, as far as the spec tells. */
    public static Preparation preparation(DataColumnSpec column) {
        return Optional.ofNullable(column.getProperties().getProperty(PREPARATION))
                .flatMap(Preparation::parse)
                .orElse(Preparation.UNKNOWN);
    }

    /** Returns whether the column was made by a node that makes sequences. */
    public static boolean holdsSequences(DataColumnSpec column) {
        return column.getType().isCompatible(TensorValue.class)
                && column.getProperties().containsProperty(SEQUENCE);
    }

    /** Returns the name of the column that a node works on until told otherwise: the latest sequences, else tensors. */
    public static String preferred(DataTableSpec table) {
        Predicate<DataColumnSpec> explains = column -> column.getProperties().containsProperty(EXPLANATION);
        return Columns.last(table, explains.negate().and(TensorColumn::holdsSequences))
                .or(() -> Columns.last(table, explains.negate().and(Columns.accepts(TensorValue.class))))
                .orElse("");
    }

    /** Returns the index of the first column of images, else of the sequences that were made of them; -1 without. */
    public static int picture(DataTableSpec table) {
        var tensors = Columns.accepts(TensorValue.class).and(column -> !TargetSpec.is(column));
        return Columns.first(table, tensors.and(column -> !holdsSequences(column)))
                .or(() -> Columns.first(table, tensors))
                .map(table::findColumnIndex)
                .orElse(-1);
    }
}
