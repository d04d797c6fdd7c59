package org.seqnet.spark.predict;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.sequence.ValueSteps;
import org.seqnet.engine.tensor.Tensor;

/** Leaves out time steps at the end of which all values are missing; without a step, a row has no sequence. */
record EndingReader(SequenceReader reader) implements SequenceReader {

    @Override
    public Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name) {
        return reader.read(row, symbols, name).flatMap(EndingReader::ended);
    }

    private static Optional<Tensor> ended(Tensor sequence) {
        var values = new double[sequence.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sequence.unroundedValue(i);
        }
        var steps = new ValueSteps(sequence.shape().size(1), ValueSteps.Order.STEP_BY_STEP, true);
        return steps.isEmpty(values) ? Optional.empty() : Optional.of(steps.cut(values));
    }
}
