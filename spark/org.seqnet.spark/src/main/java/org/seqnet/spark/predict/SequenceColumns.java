package org.seqnet.spark.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.trained.NetworkInput;

/** The columns of a table that a network reads, found by their names; their types tell how. */
final class SequenceColumns {
    private static final String WHAT_TO_DO = " Select the columns that the network was trained on.";

    private final StructType table;
    private final NetworkInput network;
    private final boolean areCaseSensitive;

    /** @param areCaseSensitive whether names of columns that differ in case alone are different ones */
    SequenceColumns(StructType table, NetworkInput network, boolean areCaseSensitive) {
        this.table = table;
        this.network = network;
        this.areCaseSensitive = areCaseSensitive;
    }

    /**
     * Returns what reads the sequences of these columns: one of lists or vectors with all values of a sequence,
     * of lists of lists, of bytes, or of symbols; several of lists, one for each feature; or a column for each
     * value, time step after time step.
     *
     * @throws SeqNetException if there are no such columns, or they cannot be what the network reads
     */
    SequenceReader reader(SequenceRows rows) {
        var reader = rows.malformed().isPresent() ? texts(rows.columns()) : reader(rows.columns());
        boolean ends = rows.endsAtMissing() && !reader.readsSymbols() && !(reader instanceof BytesReader);
        var ended = ends ? new EndingReader(reader) : reader;
        return rows.malformed()
                .<SequenceReader>map(column -> new WholeLinesReader(ended, place(column)))
                .orElse(ended);
    }

    private SequenceReader texts(List<String> names) {
        var places = names.stream().mapToInt(this::place).toArray();
        return network.vocabulary().isPresent()
                ? symbols(places)
                : new TextsReader(places, names.toArray(String[]::new), timeSteps(places.length));
    }

    private SequenceReader reader(List<String> names) {
        if (names.isEmpty()) {
            throw new SeqNetException("No column with sequences is selected." + WHAT_TO_DO);
        }
        var places = names.stream().mapToInt(this::place).toArray();
        return network.vocabulary().isPresent() ? symbols(places) : numbers(places);
    }

    private int place(String name) {
        var fields = table.fieldNames();
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].equals(name)) {
                return i;
            }
        }
        for (int i = 0; i < fields.length; i++) {
            if (!areCaseSensitive && fields[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new SeqNetException("Column " + Quoted.of(name) + " is not in the table, which has " + fields.length
                + " columns." + WHAT_TO_DO);
    }

    private SequenceReader symbols(int[] places) {
        var column = table.fields()[places[0]];
        if (places.length > 1) {
            throw new SeqNetException(
                    "The network reads symbols from one column; %d are selected.".formatted(places.length)
                            + WHAT_TO_DO);
        }
        var trained = Tokenizer.of(network.preparation());
        if (column.dataType() instanceof ArrayType lists && lists.elementType().equals(DataTypes.StringType)) {
            return new SymbolReader(
                    places[0], true, trained.map(Tokenizer::ofLists).orElse(Tokenizer.OF_LISTS));
        }
        if (!column.dataType().equals(DataTypes.StringType)) {
            throw unreadable(column, "the network reads texts or lists of texts");
        }
        return new SymbolReader(
                places[0],
                false,
                trained.filter(tokenizer -> tokenizer.unit() != Tokenizer.Unit.ELEMENTS)
                        .orElseThrow(() -> unreadable(column, "the network reads lists of texts")));
    }

    private SequenceReader numbers(int[] places) {
        var columns =
                Arrays.stream(places).mapToObj(place -> table.fields()[place]).toList();
        int features = network.shape().features();
        if (columns.get(0).dataType().equals(DataTypes.BinaryType) && places.length == 1) {
            return new BytesReader(places[0], features);
        }
        if (columns.get(0).dataType().equals(SQLDataTypes.VectorType()) && places.length == 1) {
            return new VectorReader(places[0], features);
        }
        if (columns.get(0).dataType() instanceof ArrayType lists
                && lists.elementType() instanceof ArrayType steps
                && places.length == 1) {
            return new StepsReader(places[0], number(columns.get(0), steps.elementType()), features);
        }
        if (columns.stream().allMatch(column -> column.dataType() instanceof ArrayType)) {
            return lists(places, columns, features);
        }
        return new WideReader(
                places,
                columns.stream()
                        .map(column -> number(column, column.dataType()))
                        .toArray(NumberColumn[]::new),
                timeSteps(places.length));
    }

    private SequenceReader lists(int[] places, List<StructField> columns, int features) {
        if (places.length > 1 && places.length != features) {
            throw new SeqNetException("%d columns with lists are selected, one for each feature; the network reads %s."
                            .formatted(places.length, network.shape())
                    + WHAT_TO_DO);
        }
        var numbers = columns.stream()
                .map(column -> number(column, ((ArrayType) column.dataType()).elementType()))
                .toArray(NumberColumn[]::new);
        return places.length == 1
                ? new ListReader(places[0], numbers[0], features)
                : new FeatureListsReader(places, numbers);
    }

    private int timeSteps(int columns) {
        var shape = network.shape();
        boolean fits = columns % shape.features() == 0
                && (shape.isAnyLength() || columns / shape.features() == shape.timeSteps());
        if (!fits) {
            throw new SeqNetException("%d columns with numbers are selected, one for each value; the network reads %s."
                            .formatted(columns, shape)
                    + WHAT_TO_DO);
        }
        return columns / shape.features();
    }

    private static NumberColumn number(StructField column, DataType type) {
        return Optional.of(type)
                .flatMap(NumberColumn::of)
                .orElseThrow(() -> unreadable(column, "the network reads numbers"));
    }

    private static SeqNetException unreadable(StructField column, String expected) {
        return new SeqNetException("Column %s has the type %s; %s."
                        .formatted(Quoted.of(column.name()), column.dataType().simpleString(), expected)
                + WHAT_TO_DO);
    }
}
