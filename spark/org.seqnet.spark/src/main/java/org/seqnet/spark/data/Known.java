package org.seqnet.spark.data;

import java.io.Serializable;
import java.util.List;

/** What is known of a sequence, and what a network learns to predict. */
public sealed interface Known extends Serializable {
    /** Of a sequence to predict for, nothing is known. */
    Known NOTHING = new Nothing();

    /** Nothing. */
    record Nothing() implements Known {}

    /** Its class. */
    record Label(String name) implements Known {}

    /** Its labels, in their order where that matters; there may be none. */
    record Labels(List<String> names) implements Known {
        public Labels {
            names = List.copyOf(names);
        }
    }

    /** Target values, one for each target; NaN where one is not known. */
    record Values(List<Double> numbers) implements Known {
        public Values {
            numbers = List.copyOf(numbers);
        }
    }

    /** The class of each time step; empty texts where it is not known. */
    record StepLabels(List<String> names) implements Known {
        public StepLabels {
            names = List.copyOf(names);
        }
    }
}
