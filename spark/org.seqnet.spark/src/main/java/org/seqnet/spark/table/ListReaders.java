package org.seqnet.spark.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.sequence.ValueSteps;
import org.seqnet.spark.data.Example;

/** Readers of columns that hold whole sequences. */
final class ListReaders {
    private static final String SETTING = "List columns";
    private static final String KIND =
            "arrays of numbers, arrays of arrays of numbers, arrays of strings, texts, vectors or bytes";

    private ListReaders() {}

    /**
     * Finds what reads the columns.
     *
     * @throws SeqNetException if a column is not there, or holds no sequences
     */
    static SequenceReader of(Layout.Lists layout, Selection selection) {
        var names = selection.expanded(SETTING, layout.columns());
        if (names.size() > 1) {
            return features(names, layout, selection);
        }
        var name = names.get(0);
        var type = selection.require(SETTING, name, KIND, ListReaders::fits);
        if (isSymbols(type)) {
            boolean isText = type instanceof StringType;
            if (isText && layout.tokenizer().unit() == Tokenizer.Unit.ELEMENTS) {
                throw new SeqNetException(("%s: column '%s' contains texts. Enter whether their symbols are letters, "
                                + "words or separated, or another column.")
                        .formatted(SETTING, name));
            }
            return new SymbolReader(
                    selection.add(
                            name,
                            isText
                                    ? selection.column(name)
                                    : selection.column(name).cast("array<string>")),
                    isText,
                    isText ? layout.tokenizer() : layout.tokenizer().ofLists());
        }
        if (type instanceof BinaryType) {
            return new ByteReader(selection.add(name, selection.column(name)), layout.steps());
        }
        if (isNested(type)) {
            var steps = NestedSteps.of(Selection.quoted(name));
            return new StepReader(
                    selection.add(name, steps.values()),
                    selection.add(name, steps.sizes()),
                    layout.steps().endsAtMissing(),
                    layout.keepsMissing());
        }
        return new NumberReader(numbers(name, type, selection), layout.steps(), layout.keepsMissing());
    }

    private static SequenceReader features(List<String> names, Layout.Lists layout, Selection selection) {
        if (layout.steps().features() != 1) {
            throw new SeqNetException("Features per time step: each of the %d list columns is a feature. Enter 1."
                    .formatted(names.size()));
        }
        var cells = new ArrayList<Cell>();
        for (var name : names) {
            var type = selection.require(SETTING, name, "arrays of numbers", ListReaders::isNumbers);
            cells.add(numbers(name, type, selection));
        }
        return new FeatureReader(List.copyOf(cells), layout.steps().endsAtMissing(), layout.keepsMissing());
    }

    /** Says whether sequences of a column consist of symbols. */
    static boolean isSymbols(DataType type) {
        return type instanceof StringType
                || type instanceof ArrayType array && array.elementType() instanceof StringType;
    }

    private static boolean fits(DataType type) {
        return isSymbols(type) || isNumbers(type) || isNested(type) || type instanceof BinaryType;
    }

    private static boolean isNumbers(DataType type) {
        return type instanceof ArrayType array && Selection.isNumber(array.elementType())
                || type.equals(SQLDataTypes.VectorType());
    }

    private static boolean isNested(DataType type) {
        return type instanceof ArrayType steps
                && steps.elementType() instanceof ArrayType step
                && Selection.isNumber(step.elementType());
    }

    private static Cell numbers(String name, DataType type, Selection selection) {
        var column = selection.column(name);
        return selection.add(name, type instanceof ArrayType ? column.cast("array<double>") : column);
    }

    /** Returns the numbers in a cell, NaN where one is missing. */
    private static double[] values(Cell cell, Row row) throws BadRowException {
        if (cell.isMissing(row)) {
            throw new BadRowException("the list in %s is missing.".formatted(cell.place()));
        }
        if (row.get(cell.index()) instanceof Vector vector) {
            return vector.toArray();
        }
        List<Double> list = row.getList(cell.index());
        var values = new double[list.size()];
        int i = 0;
        for (var value : list) {
            values[i++] = value == null ? Double.NaN : value;
        }
        return values;
    }

    private static String place(int index, Cell cell) {
        return "number %d of the list in %s".formatted(index + 1, cell.place());
    }

    /** Reads an array of numbers. */
    private record NumberReader(Cell cell, ValueSteps steps, boolean keepsMissing) implements SequenceReader {
        @Override
        public Sequence read(Row row) throws BadRowException {
            return SequenceReader.cut(values(cell, row), steps, keepsMissing, i -> place(i, cell));
        }
    }

    /** Reads an array of time steps, whose numbers were put into one array. */
    private record StepReader(Cell cell, Cell sizes, boolean endsAtMissing, boolean keepsMissing)
            implements SequenceReader {
        @Override
        public Sequence read(Row row) throws BadRowException {
            var values = values(cell, row);
            List<Integer> lengths = row.getList(sizes.index());
            if (lengths.isEmpty() || lengths.get(0) < 1) {
                throw new BadRowException("the list in %s has no time step or no feature.".formatted(cell.place()));
            }
            int features = lengths.get(0);
            for (int t = 0; t < lengths.size(); t++) {
                if (lengths.get(t) != features) {
                    throw new BadRowException("time step %d of the list in %s has %d features, but the first has %d."
                            .formatted(t + 1, cell.place(), lengths.get(t), features));
                }
            }
            var steps = new ValueSteps(features, ValueSteps.Order.STEP_BY_STEP, endsAtMissing);
            return SequenceReader.cut(values, steps, keepsMissing, i -> place(i, cell));
        }
    }

    /** Reads an array of numbers for each feature. */
    private record FeatureReader(List<Cell> cells, boolean endsAtMissing, boolean keepsMissing)
            implements SequenceReader {
        @Override
        public Sequence read(Row row) throws BadRowException {
            int features = cells.size();
            var values = new double[0];
            int steps = -1;
            for (int feature = 0; feature < features; feature++) {
                var found = values(cells.get(feature), row);
                if (steps < 0) {
                    steps = found.length;
                    values = new double[Math.multiplyExact(steps, features)];
                }
                if (found.length != steps) {
                    throw new BadRowException("the list in %s has %d numbers, but that in %s has %d."
                            .formatted(
                                    cells.get(feature).place(),
                                    found.length,
                                    cells.get(0).place(),
                                    steps));
                }
                System.arraycopy(found, 0, values, feature * steps, steps);
            }
            int length = Math.max(1, steps);
            return SequenceReader.cut(
                    values,
                    new ValueSteps(features, ValueSteps.Order.FEATURE_BY_FEATURE, endsAtMissing),
                    keepsMissing,
                    i -> place(i % length, cells.get(i / length)));
        }
    }

    /** Reads bytes, which stay bytes. */
    private record ByteReader(Cell cell, ValueSteps steps) implements SequenceReader {
        @Override
        public Sequence read(Row row) throws BadRowException {
            if (cell.isMissing(row)) {
                throw new BadRowException("%s has no value.".formatted(cell.place()));
            }
            var bytes = (byte[]) row.get(cell.index());
            int features = steps.features();
            if (bytes.length == 0 || bytes.length % features != 0) {
                throw new BadRowException("%s has %d bytes, which cannot be divided into time steps of %d."
                        .formatted(cell.place(), bytes.length, features));
            }
            if (features == 1 || steps.order() == ValueSteps.Order.STEP_BY_STEP) {
                return new Sequence(new Example.Bytes(bytes), features);
            }
            int length = bytes.length / features;
            var ordered = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                ordered[i % length * features + i / length] = bytes[i];
            }
            return new Sequence(new Example.Bytes(ordered), features);
        }
    }

    /** Reads symbols. */
    private record SymbolReader(Cell cell, boolean isText, Tokenizer tokenizer) implements SequenceReader {
        @Override
        public Sequence read(Row row) throws BadRowException {
            if (cell.isMissing(row)) {
                throw new BadRowException("%s has no value.".formatted(cell.place()));
            }
            List<String> all = isText ? tokenizer.symbols(row.getString(cell.index())) : row.getList(cell.index());
            if (all.isEmpty()) {
                throw new BadRowException("%s contains no symbol.".formatted(cell.place()));
            }
            return new Sequence(new Example.Symbols(tokenizer.cut(all).toArray(String[]::new)), 1);
        }
    }
}
