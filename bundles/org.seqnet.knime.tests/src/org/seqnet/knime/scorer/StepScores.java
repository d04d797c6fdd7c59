package org.seqnet.knime.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Labels of time steps that were never predicted, for tests of what is shown of them. */
public final class StepScores {
    private StepScores() {}

    /** Returns the data of a scorer's view for sequences of up to so many steps in segments. */
    public static String view(int sequences, int longest, List<String> labels) {
        return StepScoreView.of(counted(sequences, longest, labels)).toString();
    }

    static StepSequences.Counted counted(int sequences, int longest, List<String> labels) {
        var random = new Random(5);
        var collected = new StepSequences();
        for (int n = 0; n < sequences; n++) {
            var actual = new ArrayList<String>();
            var predicted = new ArrayList<String>();
            int steps = 1 + random.nextInt(longest);
            int state = random.nextInt(labels.size());
            for (int t = 0; t < steps; t++) {
                state = random.nextInt(15) == 0 ? random.nextInt(labels.size()) : state;
                actual.add(t % 97 == 50 ? null : labels.get(state));
                predicted.add(labels.get(random.nextInt(12) == 0 ? random.nextInt(labels.size()) : state));
            }
            collected.add("Row" + n, actual, predicted);
        }
        return collected.count();
    }
}
