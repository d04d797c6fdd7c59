package org.seqnet.spark.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/**
 * The columns of a table that are read. Rows that are selected have the file and the block that they are from first,
 * and the line if it was malformed.
 */
final class Selection {
    static final int FILE = 0;
    static final int BLOCK = 1;
    static final int MALFORMED = 2;

    private static final String TYPES = "numbers";

    private final Dataset<Row> table;
    private final boolean areTexts;
    private final List<Column> columns = new ArrayList<>();

    /** @param areTexts whether all columns are texts, which state what they hold */
    Selection(Dataset<Row> table, boolean areTexts) {
        this.table = table;
        this.areTexts = areTexts;
        var origin = table.metadataColumn("_metadata");
        columns.add(origin.getField("file_path").as("file"));
        columns.add(origin.getField("file_block_start").as("block"));
        columns.add(
                areTexts
                        ? column(TableSource.MALFORMED)
                        : functions.lit(null).cast(DataTypes.StringType).as("malformed"));
    }

    /** Says whether all columns are texts. */
    boolean areTexts() {
        return areTexts;
    }

    /** Returns the names of all columns of the table. */
    List<String> names() {
        return Arrays.stream(table.schema().fieldNames())
                .filter(name -> !name.equals(TableSource.MALFORMED))
                .toList();
    }

    /** Returns the columns that some names and patterns stand for, in their order. */
    List<String> expanded(String setting, List<String> patterns) {
        return new ColumnNames(names()).expanded(setting, patterns);
    }

    /** Finds columns of numbers. */
    List<Cell> numbers(String setting, List<String> names) {
        return names.stream().map(name -> number(setting, name)).toList();
    }

    /** Finds a column of numbers. */
    Cell number(String setting, String name) {
        var type = require(setting, name, TYPES, Selection::isNumber);
        return add(name, type instanceof DecimalType ? column(name).cast(DataTypes.DoubleType) : column(name));
    }

    /** Finds a column of texts, integers, booleans, or other single values. */
    Cell text(String setting, String name) {
        var type = require(setting, name, "single values", Selection::isSingle);
        boolean isPlain = type instanceof NumericType && !(type instanceof DecimalType) || type instanceof BooleanType;
        return add(name, isPlain ? column(name) : column(name).cast(DataTypes.StringType));
    }

    /** Finds a column of numbers, dates or times. */
    Cell time(String setting, String name) {
        var type = require(
                setting,
                name,
                "numbers, dates or times",
                found -> found instanceof NumericType
                        || found instanceof StringType
                        || found instanceof DateType
                        || found.typeName().startsWith("timestamp"));
        if (type instanceof TimestampType) {
            return add(name, functions.expr("unix_micros(" + quoted(name) + ")"));
        }
        return add(
                name,
                type instanceof NumericType && !(type instanceof DecimalType)
                        ? column(name)
                        : column(name).cast(DataTypes.StringType));
    }

    /** Finds a column of arrays of labels. */
    Cell labels(String setting, String name) {
        var type = require(
                setting,
                name,
                "arrays of strings, integers or booleans",
                found -> found instanceof ArrayType array && isSingle(array.elementType()));
        return add(name, type instanceof ArrayType ? column(name).cast("array<string>") : column(name));
    }

    /** Returns the type of a column. */
    DataType require(String setting, String name, String kind, Predicate<DataType> fits) {
        var type = field(setting, name).dataType();
        if (!fits.test(type) && !(areTexts && kind.equals(TYPES))) {
            throw new SeqNetException("%s: column %s has the type '%s', but %s are required. Enter another column."
                    .formatted(setting, Quoted.of(name), type.simpleString(), kind));
        }
        return type;
    }

    /** Returns the type of a column that was found. */
    DataType type(String name) {
        return field("Column", name).dataType();
    }

    /** Returns how many columns rows that are selected have, without those that are only read to check lines. */
    int size() {
        return columns.size();
    }

    private StructField field(String setting, String name) {
        new ColumnNames(names()).require(setting, name);
        return table.schema().fields()[List.of(table.schema().fieldNames()).indexOf(name)];
    }

    static boolean isNumber(DataType type) {
        return type instanceof NumericType || type instanceof BooleanType;
    }

    private static boolean isSingle(DataType type) {
        return !(type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType
                || type instanceof BinaryType);
    }

    /** Returns a column by its name, whatever characters that has. */
    Column column(String name) {
        return table.col(quoted(name));
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Adds a column that was found, converted. */
    Cell add(String name, Column column) {
        columns.add(column.as("c" + columns.size()));
        return new Cell(columns.size() - 1, name);
    }

    /** Returns the rows with the columns that were found. */
    Dataset<Row> rows() {
        var all = new ArrayList<>(columns);
        if (areTexts) {
            // lines of too many or too few fields are found only if all columns are read
            names().forEach(name -> all.add(column(name).as("c" + all.size())));
        }
        return table.select(all.toArray(Column[]::new));
    }
}
