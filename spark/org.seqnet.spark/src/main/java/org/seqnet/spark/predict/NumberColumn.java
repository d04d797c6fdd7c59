package org.seqnet.spark.predict;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** The type of numbers of a column or of the elements of its lists. */
final class NumberColumn implements Serializable {
    private static final long serialVersionUID = 1L;

    private enum Kind {
        BOOLEAN,
        BYTE,
        SHORT,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL
    }

    private final Kind kind;
    private final int precision;
    private final int scale;

    private NumberColumn(Kind kind, int precision, int scale) {
        this.kind = kind;
        this.precision = precision;
        this.scale = scale;
    }

    /** Returns the type of numbers that a column of this type has; empty if it has other values. */
    static Optional<NumberColumn> of(DataType type) {
        return type instanceof DecimalType decimal
                ? Optional.of(new NumberColumn(Kind.DECIMAL, decimal.precision(), decimal.scale()))
                : Optional.ofNullable(kind(type)).map(kind -> new NumberColumn(kind, 0, 0));
    }

    private static Kind kind(DataType type) {
        if (type.equals(DataTypes.FloatType)) {
            return Kind.FLOAT;
        }
        if (type.equals(DataTypes.DoubleType)) {
            return Kind.DOUBLE;
        }
        if (type.equals(DataTypes.IntegerType)) {
            return Kind.INT;
        }
        if (type.equals(DataTypes.LongType)) {
            return Kind.LONG;
        }
        if (type.equals(DataTypes.ShortType)) {
            return Kind.SHORT;
        }
        if (type.equals(DataTypes.ByteType)) {
            return Kind.BYTE;
        }
        return type.equals(DataTypes.BooleanType) ? Kind.BOOLEAN : null;
    }

    /** Returns the number at a position; NaN if it is null. */
    double number(SpecializedGetters values, int position) {
        if (values.isNullAt(position)) {
            return Double.NaN;
        }
        return switch (kind) {
            case BOOLEAN -> values.getBoolean(position) ? 1 : 0;
            case BYTE -> values.getByte(position);
            case SHORT -> values.getShort(position);
            case INT -> values.getInt(position);
            case LONG -> values.getLong(position);
            case FLOAT -> values.getFloat(position);
            case DOUBLE -> values.getDouble(position);
            case DECIMAL -> values.getDecimal(position, precision, scale).toDouble();
        };
    }
}
