package org.seqnet.knime.learner;

import java.util.OptionalLong;

/**
 * What a preset fills in: Adam with averaged weights, without early stopping, a warm-up of its own or a rate that is
 * found, and these.
 *
 * @param learningRate as it is typed
 * @param gradientClipping 0 is off
 */
record PresetSettings(int epochs, int batchSize, String learningRate, RateSchedule schedule, double gradientClipping) {
    static final PresetSettings NOTEBOOK = new PresetSettings(10, 100, "0.001", RateSchedule.CONSTANT, 0);

    private static final int UPDATES = 1800;
    private static final int FEWEST_EPOCHS = 3;
    private static final int MOST_EPOCHS = 400;

    /** Returns those that need few updates, for so many training rows; for many if their number is not known. */
    static PresetSettings quickStart(OptionalLong trainingRows) {
        long rows = Math.max(1, trainingRows.orElse(Long.MAX_VALUE));
        int batchSize = rows < 1000 ? 16 : rows < 5000 ? 32 : 100;
        long updatesPerEpoch = (rows - 1) / batchSize + 1;
        long epochs = Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, (UPDATES - 1) / updatesPerEpoch + 1));
        return new PresetSettings((int) epochs, batchSize, "0.006", RateSchedule.ONE_CYCLE, 1);
    }
}
