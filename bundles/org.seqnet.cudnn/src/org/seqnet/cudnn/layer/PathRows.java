package org.seqnet.cudnn.layer;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;

/**
 * What the paths of a mini-batch leave behind for the way back, on the card: a row for each step of each path, all
 * first steps before all second ones.
 */
final class PathRows {
    /** What each path is taught at each step, integers. */
    final Room taught;
    /** What the gates of the LSTM are, 4H in the engine's order; on the way back the gradients of their sums. */
    final Room gates;
    /** c, H. */
    final Room cells;
    /** h, H. */
    final Room outputs;

    final Room outputGradients;
    /** Places in the joint space, E. */
    final Room joint;

    final Room jointGradients;
    /** Scores of K labels and the end; later the gradients by them. */
    final Room scores;
    /** The loss of each step, doubles, and whether it was right, integers. */
    final Room losses;

    final Room hits;

    PathRows(Queue queue) {
        taught = queue.room();
        gates = queue.room();
        cells = queue.room();
        outputs = queue.room();
        outputGradients = queue.room();
        joint = queue.room();
        jointGradients = queue.room();
        scores = queue.room();
        losses = queue.room();
        hits = queue.room();
    }

    /**
     * Makes room.
     *
     * @param units H
     * @param size E
     * @param scored K + 1
     */
    void prepare(long rows, int units, int size, int scored) {
        taught.ofFloats(rows);
        gates.ofFloats(4 * rows * units);
        cells.ofFloats(rows * units);
        outputs.ofFloats(rows * units);
        outputGradients.ofFloats(rows * units);
        joint.ofFloats(rows * size);
        jointGradients.ofFloats(rows * size);
        scores.ofFloats(rows * scored);
        losses.of(8 * rows);
        hits.ofFloats(rows);
    }
}
