package org.seqnet.exchange.file;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.seqnet.engine.Quoted;

/**
 * The numbers of a tensor in a file, which stay where they are until they are asked for one by one. A value.
 */
public final class TensorData {
    private static final int MOST_AXES = 8;

    private final String name;
    private final List<Long> shape;
    private final int size;
    private final boolean isWhole;
    private final ElementSource elements;

    /** Gives the elements, counted row-major from 0. */
    private interface ElementSource {
        double at(int index);
    }

    private TensorData(String name, List<Long> shape, int size, boolean isWhole, ElementSource elements) {
        this.name = name;
        this.isWhole = isWhole;
        this.shape = shape;
        this.size = size;
        this.elements = elements;
    }

    /**
     * Returns the numbers of a tensor.
     *
     * @param file what messages call the file
     * @param name what messages call the tensor
     * @throws MalformedOnnxException if they are in another file, of a type that networks do not have, or not as many
     *     as its shape says
     */
    public static TensorData of(String file, String name, TensorProto tensor) throws MalformedOnnxException {
        var where = file + ", tensor " + Quoted.of(name) + ": ";
        if (tensor.getDataLocation() == DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0) {
            throw new MalformedOnnxException(where + "Its numbers are in another file. Save the network in one file, "
                    + "in PyTorch by torch.onnx.export(..., external_data=False).");
        }
        int size = size(where, tensor);
        int type = tensor.getDataType();
        boolean isWhole = type != TensorProto.DataType.FLOAT_VALUE && type != TensorProto.DataType.DOUBLE_VALUE;
        var elements = elements(where, tensor, size);
        return new TensorData(name, List.copyOf(tensor.getDimsList()), size, isWhole, elements);
    }

    /** Returns the same numbers, in the same order, in another shape of the same size. */
    public TensorData reshaped(List<Long> other) {
        return new TensorData(name, List.copyOf(other), size, isWhole, elements);
    }

    /** Returns the transposed matrix. */
    public TensorData transposed() {
        int rows = shape.get(0).intValue();
        int columns = shape.get(1).intValue();
        return new TensorData(
                name,
                List.of(shape.get(1), shape.get(0)),
                size,
                isWhole,
                index -> elements.at(index % rows * columns + index / rows));
    }

    private static int size(String where, TensorProto tensor) throws MalformedOnnxException {
        if (tensor.getDimsCount() > MOST_AXES) {
            throw new MalformedOnnxException(
                    where + "It has " + tensor.getDimsCount() + " dimensions; the most are " + MOST_AXES + ".");
        }
        long size = 1;
        for (long length : tensor.getDimsList()) {
            if (length < 0 || length > Integer.MAX_VALUE || size * length > Integer.MAX_VALUE) {
                throw new MalformedOnnxException(
                        where + "Its shape " + tensor.getDimsList() + " is too large or wrong.");
            }
            size *= length;
        }
        return (int) size;
    }

    private static ElementSource elements(String where, TensorProto tensor, int size) throws MalformedOnnxException {
        int type = tensor.getDataType();
        int bytes =
                switch (type) {
                    case TensorProto.DataType.FLOAT_VALUE, TensorProto.DataType.INT32_VALUE -> 4;
                    case TensorProto.DataType.DOUBLE_VALUE, TensorProto.DataType.INT64_VALUE -> 8;
                    case TensorProto.DataType.BOOL_VALUE -> 1;
                    default -> throw new MalformedOnnxException(where + "Its type is " + typeName(type)
                            + "; only float, double, int32, int64 and bool are supported. Export the network in "
                            + "single precision.");
                };
        if (tensor.hasRawData()) {
            var raw = tensor.getRawData();
            require(where, (long) size * bytes, raw.size(), "bytes");
            return raw(type, raw.asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN));
        }
        int present =
                switch (type) {
                    case TensorProto.DataType.FLOAT_VALUE -> tensor.getFloatDataCount();
                    case TensorProto.DataType.DOUBLE_VALUE -> tensor.getDoubleDataCount();
                    case TensorProto.DataType.INT64_VALUE -> tensor.getInt64DataCount();
                    default -> tensor.getInt32DataCount();
                };
        require(where, size, present, "numbers");
        return switch (type) {
            case TensorProto.DataType.FLOAT_VALUE -> tensor::getFloatData;
            case TensorProto.DataType.DOUBLE_VALUE -> tensor::getDoubleData;
            case TensorProto.DataType.INT64_VALUE -> tensor::getInt64Data;
            default -> tensor::getInt32Data;
        };
    }

    private static ElementSource raw(int type, ByteBuffer raw) {
        return switch (type) {
            case TensorProto.DataType.FLOAT_VALUE -> index -> raw.getFloat(index * 4);
            case TensorProto.DataType.DOUBLE_VALUE -> index -> raw.getDouble(index * 8);
            case TensorProto.DataType.INT64_VALUE -> index -> raw.getLong(index * 8);
            case TensorProto.DataType.INT32_VALUE -> index -> raw.getInt(index * 4);
            default -> raw::get;
        };
    }

    private static void require(String where, long expected, long present, String what) throws MalformedOnnxException {
        if (expected != present) {
            throw new MalformedOnnxException(String.format(
                    Locale.ROOT, "%sIts shape needs %,d %s, but there are %,d.", where, expected, what, present));
        }
    }

    private static String typeName(int type) {
        var known = TensorProto.DataType.forNumber(type);
        return known == null ? Integer.toString(type) : known.name().toLowerCase(Locale.ROOT);
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns its sizes. */
    public List<Long> shape() {
        return shape;
    }

    /** Returns how many numbers it has. */
    public int size() {
        return size;
    }

    /** Says whether it is of a type of whole numbers. */
    public boolean isWhole() {
        return isWhole;
    }

    /** Returns the number at this place, counted row-major from 0; whole numbers beyond 2^53 are rounded. */
    public double at(int index) {
        return elements.at(index);
    }
}
