import java.util.stream.IntStream;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.sequence.LabelledSequences;

/** Counts how often the likeliest class is the right one. */
final class Accuracy {
    private Accuracy() {}

    /** Returns the share of sequences whose class is the likeliest, the first of equally likely ones. */
    static double of(Classifier classifier, LabelledSequences test) {
        var probabilities = classifier.probabilities(test.sequences(), 0, test.size(), () -> false);
        int classes = test.domain().size();
        return IntStream.range(0, test.size())
                        .filter(n -> likeliest(probabilities, n * classes, classes) == test.label(n))
                        .count()
                / (double) test.size();
    }

    private static int likeliest(float[] probabilities, int offset, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (probabilities[offset + k] > probabilities[offset + best]) {
                best = k;
            }
        }
        return best;
    }
}
