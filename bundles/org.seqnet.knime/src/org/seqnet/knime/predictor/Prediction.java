package org.seqnet.knime.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.MissingValueException;
import org.seqnet.engine.sequence.Packer;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.UnknownSymbols;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.dialog.PrecisionSetting;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.symbol.SequenceCells;
import org.seqnet.knime.symbol.UnknownWarning;

/** One pass over a table: rows are classified batch by batch, and only the new columns are written. */
final class Prediction {
    private static final int BATCH_ROWS = 1000;
    /** So many time steps are answered at once, and those of one sequence more at most. */
    private static final int BATCH_STEPS = 200_000;

    private final TrainedNetwork network;
    private final PredictionColumns columns;
    private final MissingCells missingValues;
    private final PrecisionSetting precision;
    private final List<RowKey> keys = new ArrayList<>(BATCH_ROWS);
    private final boolean[] missing = new boolean[BATCH_ROWS];
    private final SequenceCells cells;
    private Packer packer;
    private UnknownSymbols unknownSymbols = UnknownSymbols.NONE;
    /** How many answers the present batch asks for: one for each sequence, of its time steps or ahead of it. */
    private long answers;

    private long written;
    private long missingRows;
    private long incompleteRows;
    private long undecidedRows;
    private Optional<String> mixedPrecisionRefusal = Optional.empty();

    Prediction(TrainedNetwork network, PredictionColumns columns, NetworkPredictorParameters parameters) {
        this.network = network;
        this.columns = columns;
        this.missingValues = parameters.missingValues;
        this.precision = parameters.precision;
        this.cells = new SequenceCells(columns.tokenizer());
        this.packer = packer(network);
    }

    private static Packer packer(TrainedNetwork network) {
        var packer = Sequences.packer(
                network.inputShape(), network.architecture().encoder().inputForm(), "the network requires");
        return network.input().preprocessing().filling() == Filling.NONE ? packer : packer.keepingMissing();
    }

    /**
     * Returns the table with the new columns.
     *
     * @throws org.seqnet.engine.SeqNetException if a sequence does not fit the network
     */
    BufferedDataTable append(BufferedDataTable table, ExecutionContext exec)
            throws CanceledExecutionException, KNIMEException {
        var predicted = exec.createDataContainer(columns.appended(), settings());
        var monitor = exec.createSubProgress(0.95);
        try (var classifier = Classifier.of(network, BATCH_ROWS, 0, table.size(), precision.choice());
                var rows = table.iterator()) {
            for (long row = 0; rows.hasNext(); row++) {
                monitor.checkCanceled();
                collect(rows.next(), row);
                if (keys.size() == BATCH_ROWS || answers >= BATCH_STEPS) {
                    write(classifier, predicted, monitor);
                    RowProgress.report(monitor, row + 1, table.size());
                }
            }
            write(classifier, predicted, monitor);
            mixedPrecisionRefusal = classifier.mixedPrecisionRefusal();
        } finally {
            predicted.close();
        }
        // a view on both tables: no row is copied
        var joined = exec.createJoinedTable(table, predicted.getTable(), exec.createSubProgress(0.01));
        var rest = exec.createSubProgress(0.04);
        return columns.longRows().isPresent() ? columns.longRows().get().of(joined, exec, rest) : joined;
    }

    private DataContainerSettings settings() {
        return columns.predicted().haveDomains() ? Columns.AS_DECLARED : Columns.WITH_DOMAINS;
    }

    /** Returns how many rows had no sequence. */
    long missingRows() {
        return missingRows;
    }

    /** Returns how many rows had a sequence with missing values that the network does not fill in. */
    long incompleteRows() {
        return incompleteRows;
    }

    /** Returns how many rows had a sequence that the network has no finite prediction for. */
    long undecidedRows() {
        return undecidedRows;
    }

    /** Returns why the predictions are not in mixed precision although that was asked for. */
    Optional<String> mixedPrecisionRefusal() {
        return mixedPrecisionRefusal;
    }

    private void collect(DataRow row, long index) throws KNIMEException {
        DataCell cell = row.getCell(columns.sequenceColumn());
        String key = row.getKey().getString();
        if (cell.isMissing() && missingValues == MissingCells.FAIL) {
            throw Failures.failureAt(
                    1,
                    index,
                    columns.sequenceColumn(),
                    "The cell is missing.",
                    "Row '%s': the sequence is missing.".formatted(key),
                    "Fill in the value, remove the row, or configure the node to keep missing values.");
        }
        var sequence = cell.isMissing() ? Optional.<Tensor>empty() : cells.sequence(cell);
        if (!cell.isMissing() && sequence.isEmpty() && missingValues == MissingCells.FAIL) {
            throw Failures.failureAt(
                    1,
                    index,
                    columns.sequenceColumn(),
                    SequenceCells.EMPTY,
                    "Row '%s': the sequence has no symbol.".formatted(key),
                    "Fill in the value, remove the row, or configure the node to keep missing values.");
        }
        missing[keys.size()] = sequence.isEmpty() || !pack(sequence.get(), key);
        keys.add(row.getKey());
        missingRows += sequence.isEmpty() ? 1 : 0;
    }

    /** Returns warnings about texts and lists: what was cut, and which symbols the network does not know. */
    Stream<String> symbolWarnings() {
        return Stream.of(cells.warning("table"), UnknownWarning.of(unknownSymbols, "table"))
                .flatMap(Optional::stream);
    }

    /** Says whether a sequence is complete enough to be predicted. */
    private boolean pack(Tensor sequence, String key) {
        try {
            packer.add(sequence, () -> "Row '%s'".formatted(key));
            answers += columns.predicted()
                    .answers(network.architecture()
                            .head()
                            .answers(sequence.shape().size(0)));
            return true;
        } catch (MissingValueException e) {
            if (missingValues == MissingCells.FAIL) {
                throw e;
            }
            incompleteRows++;
            return false;
        }
    }

    private void write(Classifier classifier, BufferedDataContainer predicted, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        var cellsOf = predict(classifier, built(), monitor);
        int next = 0;
        for (int i = 0; i < keys.size(); i++) {
            var cells = missing[i] ? columns.missing() : orMissing(cellsOf.apply(next++), keys.get(i));
            predicted.addRowToTable(new DefaultRow(keys.get(i), cells));
            written++;
        }
        keys.clear();
        answers = 0;
    }

    private Sequences built() {
        var sequences = cells.build(packer);
        network.input()
                .vocabulary()
                .ifPresent(known -> unknownSymbols = unknownSymbols.plus(known.unknownIn(sequences)));
        return sequences;
    }

    private DataCell[] orMissing(Optional<DataCell[]> cells, RowKey key) throws KNIMEException {
        if (cells.isPresent()) {
            return cells.get();
        }
        if (missingValues == MissingCells.FAIL) {
            throw Failures.failureAt(
                    1,
                    written,
                    columns.sequenceColumn(),
                    "The prediction is not finite.",
                    "Row '%s': the prediction is not finite because values overflow in the network."
                            .formatted(key.getString()),
                    Failures.LOOK_FOR_NO_DATA,
                    "Alternatively, configure the node to keep missing values.");
        }
        undecidedRows++;
        return columns.missing();
    }

    private IntFunction<Optional<DataCell[]>> predict(Classifier classifier, Sequences batch, ExecutionMonitor monitor)
            throws CanceledExecutionException {
        if (batch.size() == 0) {
            return sequence -> Optional.empty();
        }
        return Cancellation.passedOn(
                monitor, () -> columns.predicted().of(classifier, batch, () -> Cancellation.requested(monitor)));
    }
}
