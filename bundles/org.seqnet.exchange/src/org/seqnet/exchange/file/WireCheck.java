package org.seqnet.exchange.file;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.WireFormat;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Goes over a message of protocol buffers without making anything of it: whether lengths stay within the file, how deep
 * messages are nested and how many objects they would become. A field of two bytes becomes an object of a hundred.
 *
 * <p>Source: Protocol Buffers, "Encoding".
 */
final class WireCheck {
    /** The most messages, texts and blocks of bytes, among them the labels and symbols of what we write. */
    static final int MOST_PARTS = 600_000;
    /** The most whole numbers that are written one by one or packed, which take 8 bytes each however short they are. */
    static final int MOST_NUMBERS = 4_000_000;
    /** The deepest nesting: a tensor in an attribute of a node of a graph of a model has 4. */
    static final int DEEPEST = 24;

    private final String file;
    private final ByteBuffer bytes;
    private int parts;
    private long numbers;

    private WireCheck(String file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** @throws MalformedOnnxException if it is no such message, or too large */
    static void require(String file, ByteBuffer content, Descriptor message) throws MalformedOnnxException {
        var check = new WireCheck(file, content.duplicate());
        check.message(message, content.limit(), 1);
    }

    private void message(Descriptor message, int end, int depth) throws MalformedOnnxException {
        if (depth > DEEPEST) {
            throw fault(bytes.position(), "messages are nested more than " + DEEPEST + " deep");
        }
        while (bytes.position() < end) {
            int at = bytes.position();
            long tag = varint(end);
            int number = (int) (tag >>> 3);
            if (tag >>> 3 == 0 || tag >>> 32 != 0) {
                throw fault(at, "there is no field");
            }
            field(message.findFieldByNumber(number), (int) tag & 7, at, end, depth);
        }
    }

    private void field(FieldDescriptor field, int wireType, int at, int end, int depth) throws MalformedOnnxException {
        switch (wireType) {
            case WireFormat.WIRETYPE_VARINT -> {
                varint(end);
                count(field == null ? 1 : 0, 1, at);
            }
            case WireFormat.WIRETYPE_FIXED64 -> {
                skip(Long.BYTES, at, end);
                count(field == null ? 1 : 0, 1, at);
            }
            case WireFormat.WIRETYPE_FIXED32 -> {
                skip(Integer.BYTES, at, end);
                count(field == null ? 1 : 0, 1, at);
            }
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
                long length = varint(end);
                if (length < 0 || length > end - bytes.position()) {
                    throw fault(
                            at,
                            String.format(
                                    Locale.ROOT,
                                    "a part of %s bytes goes beyond the end of what has it",
                                    Long.toUnsignedString(length)));
                }
                int last = bytes.position() + (int) length;
                count(1, 0, at);
                if (field != null && field.getJavaType() == JavaType.MESSAGE) {
                    message(field.getMessageType(), last, depth + 1);
                } else if (field != null && isPackedVarint(field)) {
                    countPacked(at, last);
                } else {
                    bytes.position(last);
                }
            }
            default -> throw fault(at, "a field has type " + wireType + ", which ONNX does not use");
        }
    }

    private static boolean isPackedVarint(FieldDescriptor field) {
        return field.isRepeated()
                && (field.getJavaType() == JavaType.LONG || field.getJavaType() == JavaType.INT)
                && field.getLiteType().getWireType() == WireFormat.WIRETYPE_VARINT;
    }

    private void countPacked(int at, int last) throws MalformedOnnxException {
        int count = 0;
        for (int i = bytes.position(); i < last; i++) {
            count += bytes.get(i) >= 0 ? 1 : 0;
        }
        count(0, count, at);
        bytes.position(last);
    }

    private void count(int moreParts, int moreNumbers, int at) throws MalformedOnnxException {
        parts += moreParts;
        numbers += moreNumbers;
        if (parts > MOST_PARTS) {
            throw fault(at, String.format(Locale.ROOT, "there are more than %,d nodes, texts and tensors", MOST_PARTS));
        }
        if (numbers > MOST_NUMBERS) {
            throw fault(at, String.format(Locale.ROOT, "more than %,d numbers are not raw tensor data", MOST_NUMBERS));
        }
    }

    private void skip(int count, int at, int end) throws MalformedOnnxException {
        if (count > end - bytes.position()) {
            throw fault(at, "a number goes beyond the end of what has it");
        }
        bytes.position(bytes.position() + count);
    }

    /** Reads a whole number of at most 64 bits, seven in each byte, the lowest first. */
    private long varint(int end) throws MalformedOnnxException {
        int at = bytes.position();
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (bytes.position() == end) {
                throw fault(at, "a number goes beyond the end of what has it");
            }
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw fault(at, "a number has more than 64 bits");
    }

    private MalformedOnnxException fault(int at, String what) {
        return new MalformedOnnxException(String.format(
                Locale.ROOT,
                "%s, byte %,d: %s. The file is damaged or no ONNX file that we can read.",
                file,
                at,
                what));
    }
}
