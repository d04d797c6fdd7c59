package org.seqnet.engine.kernel.recurrent;

import java.util.Arrays;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.product.Rows;

/** A group on its way through a recurrent layer in prediction; it keeps one block. */
final class RecurrentStream implements Stream {
    private final int units;
    private final StepRows rows;
    private final GateSums gateSums;
    private final CellSteps cells;
    private final float[] output;
    private StepOrder order;
    private int first;
    private int end;

    RecurrentStream(RecurrentLayer layer, Size size) {
        units = layer.shape().units();
        rows = new StepRows(layer.shape(), StepOrder.equal(size.sequences(), size.steps()), layer.products());
        gateSums = new GateSums(layer, size.sequences());
        cells = CellSteps.of(layer.shape().cell(), false);
        output = new float[size.sequences() * units];
    }

    @Override
    public void begin(StepOrder newOrder, int from, int to) {
        order = newOrder;
        first = from;
        end = to;
        cells.begin(output.length);
        Arrays.fill(output, 0f);
    }

    @Override
    public void write(int step, int from, int to, float[] values, int offset) {
        rows.writeInput(step, from, to, values, offset);
    }

    @Override
    public void run(int firstStep, int steps, int from, int to, Inputs above) {
        if (firstStep > 0) {
            rows.writeOutput(0, 0, order.running(firstStep, first, end), output);
        }
        Rows read = rows.rows();
        for (int t = 0; t < steps; t++) {
            int step = firstStep + t;
            int running = order.running(step, first, end);
            int computed = order.computed(step, first, end);
            read.take(rows.row(t, 0), computed);
            gateSums.activate(cells, step, read, step == 0, computed);
            cells.forward(step, output, running * units);
            rows.writeOutput(t + 1, 0, running, output);
            int firstRead = above.isLastStepOnly() ? order.running(step + 1, first, end) : 0;
            if (firstRead < running) {
                above.write(t, firstRead, running, output, firstRead * units);
            }
        }
    }

    @Override
    public void close() {
        rows.close();
        gateSums.close();
    }
}
