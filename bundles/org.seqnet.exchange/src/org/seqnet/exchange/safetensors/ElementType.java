package org.seqnet.exchange.safetensors;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/** The types of numbers that weights have in a file; their names are those of the format. */
enum ElementType {
    F32(4) {
        @Override
        double read(ByteBuffer data, int at) {
            return data.getFloat(at);
        }
    },
    F64(8) {
        @Override
        double read(ByteBuffer data, int at) {
            return data.getDouble(at);
        }
    },
    /** IEEE 754's binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
    F16(2) {
        @Override
        double read(ByteBuffer data, int at) {
            int bits = Short.toUnsignedInt(data.getShort(at));
            int exponent = bits >> 10 & 0x1f;
            int fraction = bits & 0x3ff;
            double size =
                    switch (exponent) {
                        case 0 -> Math.scalb((double) fraction, -24);
                        case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                        default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
                    };
            return bits >> 15 == 0 ? size : -size;
        }
    },
    /** The upper half of a number of 32 bits. */
    BF16(2) {
        @Override
        double read(ByteBuffer data, int at) {
            return Float.intBitsToFloat(data.getShort(at) << 16);
        }
    };

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the type with this name, if weights can have it. */
    static Optional<ElementType> named(String name) {
        return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Returns how many bytes one number takes. */
    int bytes() {
        return bytes;
    }

    /** Returns the number that begins at this byte, exactly. */
    abstract double read(ByteBuffer data, int at);
}
