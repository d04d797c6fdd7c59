package org.seqnet.spark.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.seqnet.engine.SeqNetException;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.table.Dealing;
import org.seqnet.spark.table.NestedSteps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * The examples of a table, in shards: dealt by their number in the table, which is that of partitions and rows in them.
 */
final class TrainingRows {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRows.class);

    private final Dataset<Row> rows;
    private final RowExample reader;
    private final boolean skips;

    private TrainingRows(Dataset<Row> rows, RowExample reader, boolean skips) {
        this.rows = rows;
        this.reader = reader;
        this.skips = skips;
    }

    /**
     * Selects the columns that are learned from.
     *
     * @param validation a column that is true for the rows to measure on; empty if there is none
     * @param keepsMissing whether values of a sequence may be missing
     * @param skips whether rows that cannot be used are left out
     * @param isNumber whether the label is a value, not a class
     */
    static TrainingRows of(
            Dataset<?> table,
            List<String> features,
            String label,
            String validation,
            int featuresPerStep,
            boolean keepsMissing,
            boolean isNumber,
            boolean skips) {
        var selected = new ArrayList<Column>();
        var first = table.schema().apply(features.get(0)).dataType();
        boolean isWide = !(first instanceof ArrayType
                || first.equals(SQLDataTypes.VectorType())
                || first.equals(DataTypes.BinaryType));
        if (isWide) {
            selected.add(functions.array(features.stream()
                    .map(name -> column(name).cast(DataTypes.DoubleType))
                    .toArray(Column[]::new)));
        } else {
            features.forEach(
                    name -> selected.add(values(name, table.schema().apply(name).dataType())));
        }
        int lists = selected.size();
        var labels = table.schema().apply(label).dataType();
        selected.add(isNumber ? column(label).cast(DataTypes.DoubleType) : column(label));
        selected.add(
                validation.isEmpty()
                        ? functions.lit(false)
                        : functions.coalesce(column(validation), functions.lit(false)));
        boolean isNested = first instanceof ArrayType steps && steps.elementType() instanceof ArrayType;
        if (isNested) {
            selected.add(NestedSteps.of(quoted(features.get(0))).sizes());
        }
        var reader = new RowExample(lists, featuresPerStep, isNested, keepsMissing, isNumber, isFractional(labels));
        return new TrainingRows(table.toDF().select(selected.toArray(Column[]::new)), reader, skips);
    }

    private static boolean isFractional(DataType type) {
        return !(type.equals(DataTypes.StringType)
                || type.equals(DataTypes.BooleanType)
                || type.equals(DataTypes.ByteType)
                || type.equals(DataTypes.ShortType)
                || type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.LongType));
    }

    private static Column column(String name) {
        return functions.col(quoted(name));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Returns all values of a sequence in one list, or a sequence's bytes or symbols. */
    private static Column values(String name, DataType type) {
        if (type.equals(SQLDataTypes.VectorType())) {
            return org.apache.spark.ml.functions.vector_to_array(column(name), "float64");
        }
        if (type instanceof ArrayType lists) {
            if (lists.elementType() instanceof ArrayType) {
                return NestedSteps.of(quoted(name)).values();
            }
            return lists.elementType().equals(DataTypes.StringType)
                    ? column(name)
                    : column(name).cast("array<double>");
        }
        return column(name);
    }

    /** Returns the examples to learn from, or those to measure on, in so many shards. */
    JavaRDD<Example> shards(boolean areValidation, int count) {
        boolean skipping = skips;
        var example = reader;
        if (skipping) {
            LOG.info(
                    "{} {} rows are skipped, because they cannot be used.",
                    skipped(areValidation),
                    areValidation ? "validation" : "training");
        }
        JavaPairRDD<Long, Example> numbered = rows.javaRDD().zipWithIndex().flatMapToPair(rowAndNumber -> {
            var row = rowAndNumber._1();
            long number = rowAndNumber._2();
            if (example.isValidation(row) != areValidation) {
                return List.<Tuple2<Long, Example>>of().iterator();
            }
            try {
                return List.of(new Tuple2<>(number, example.read(row, name(number))))
                        .iterator();
            } catch (SeqNetException e) {
                if (skipping) {
                    return List.<Tuple2<Long, Example>>of().iterator();
                }
                throw e;
            }
        });
        return Dealing.deal(renumbered(numbered), count, false);
    }

    /** Returns how many rows cannot be used. */
    long skipped(boolean areValidation) {
        var example = reader;
        return rows.javaRDD()
                .filter(row -> example.isValidation(row) == areValidation && !example.isReadable(row))
                .count();
    }

    // Shards are to be of equal size, whatever was left out.
    private static JavaPairRDD<Long, Example> renumbered(JavaPairRDD<Long, Example> numbered) {
        return numbered.values()
                .zipWithIndex()
                .mapToPair(exampleAndNumber -> new Tuple2<>(exampleAndNumber._2(), exampleAndNumber._1()));
    }

    private static String name(long number) {
        return String.format(Locale.ROOT, "Row %,d", number + 1);
    }
}
