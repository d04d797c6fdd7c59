package org.seqnet.spark.ml;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/** What columns with sequences may be. */
final class FeatureColumns {
    private FeatureColumns() {}

    /**
     * Makes sure that a table's columns can be read as sequences.
     *
     * @throws SeqNetException if they cannot
     */
    static void require(StructType table, List<String> names) {
        if (names.isEmpty()) {
            throw new SeqNetException("The parameter featuresCols has no column. Set it to those with sequences.");
        }
        var first = table.apply(names.get(0)).dataType();
        if (names.size() == 1) {
            require(
                    isSequence(first) || isNumber(first),
                    names.get(0),
                    first,
                    "a column with sequences must have arrays or vectors of numbers, arrays of arrays of numbers, "
                            + "arrays of strings, or binary values");
            return;
        }
        for (var name : names) {
            var type = table.apply(name).dataType();
            require(
                    isNumber(first) ? isNumber(type) : isNumbers(type),
                    name,
                    type,
                    "several columns must all be numbers, one for each value, or all be arrays of numbers, one for "
                            + "each feature");
        }
    }

    private static void require(boolean holds, String name, DataType type, String expected) {
        if (!holds) {
            throw new SeqNetException("Column %s of the parameter featuresCols has the type %s; %s."
                    .formatted(Quoted.of(name), type.simpleString(), expected));
        }
    }

    private static boolean isSequence(DataType type) {
        return type.equals(DataTypes.BinaryType)
                || type.equals(SQLDataTypes.VectorType())
                || isNumbers(type)
                || type instanceof ArrayType array
                        && (array.elementType().equals(DataTypes.StringType) || isNumbers(array.elementType()));
    }

    private static boolean isNumbers(DataType type) {
        return type instanceof ArrayType array && isNumber(array.elementType());
    }

    private static boolean isNumber(DataType type) {
        return type instanceof NumericType || type.equals(DataTypes.BooleanType);
    }
}
