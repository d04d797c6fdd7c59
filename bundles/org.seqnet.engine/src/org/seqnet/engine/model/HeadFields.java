package org.seqnet.engine.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.StepClasses;

/** A head as fields of a model file; classes are what a network has without such fields. */
final class HeadFields {
    private static final String KEY = "head";
    private static final String INDEPENDENT_LABELS = "independentLabels";
    private static final String LABEL_PATH = "labelPath";
    private static final String VALUES = "values";
    private static final String STEP_CLASSES = "stepClasses";
    private static final String TEMPERATURE = "classes.temperature";
    private static final String THRESHOLD = "threshold.";
    private static final String PLACE = "place.";

    private HeadFields() {}

    /** Returns the first version of the format that has such a head. */
    static int version(Head head) {
        return head.fold(
                classes -> classes.temperature() == 1 ? 1 : 8, independent -> 7, path -> 7, values -> 10, steps -> 10);
    }

    static Fields write(Head head, Fields fields) {
        return head.fold(
                classes -> write(classes, fields),
                independent -> write(independent, fields),
                path -> write(path, fields),
                values -> ValuesFields.write(values, fields.with(KEY, VALUES)),
                steps -> fields.with(KEY, STEP_CLASSES));
    }

    private static Fields write(Classes classes, Fields fields) {
        return classes.temperature() == 1 ? fields : fields.with(TEMPERATURE, classes.temperature());
    }

    private static Fields write(IndependentLabels independent, Fields fields) {
        fields.with(KEY, INDEPENDENT_LABELS);
        for (int label = 0; label < independent.labels(); label++) {
            fields.with(THRESHOLD + (label + 1), independent.thresholds().get(label));
        }
        return fields;
    }

    /** Writes places, counted from 1 as labels are, unless the path is free of order. */
    private static Fields write(LabelPath path, Fields fields) {
        fields.with(KEY, LABEL_PATH)
                .with("labelPath.embeddingSize", path.embeddingSize())
                .with("labelPath.hiddenUnits", path.hiddenUnits());
        for (int label = 0; label < path.order().size(); label++) {
            fields.with(PLACE + (label + 1), path.order().get(label) + 1);
        }
        return fields;
    }

    /**
     * Reads the head of a network with this many labels; since version 7, it may be another than classes, since version
     * 8, these may have a temperature, since version 10, it may be of values, or answer each step.
     */
    static Head read(Fields fields, int version, int labels) throws MalformedModelException {
        if (version < 7 || !fields.has(KEY)) {
            return version > 7 && fields.has(TEMPERATURE)
                    ? new Classes(labels, fields.take(TEMPERATURE, "a number from 0.05 to 20", HeadFields::temperature))
                    : new Classes(labels);
        }
        if (fields.has(KEY, INDEPENDENT_LABELS)) {
            fields.take(KEY);
            return independentLabels(fields, labels);
        }
        if (version > 9 && fields.has(KEY, VALUES)) {
            fields.take(KEY);
            return ValuesFields.read(fields, labels);
        }
        if (version > 9 && fields.has(KEY, STEP_CLASSES)) {
            fields.take(KEY);
            return new StepClasses(labels);
        }
        fields.take(KEY, "a known head: " + INDEPENDENT_LABELS + ", " + LABEL_PATH, name -> {
            if (!name.equals(LABEL_PATH)) {
                throw new IllegalArgumentException(name);
            }
            return name;
        });
        return labelPath(fields, labels);
    }

    private static float temperature(String text) {
        float temperature = Float.parseFloat(text);
        if (!(temperature >= 0.0499f && temperature <= 20.01f)) {
            throw new IllegalArgumentException(text);
        }
        return temperature;
    }

    private static IndependentLabels independentLabels(Fields fields, int labels) throws MalformedModelException {
        var thresholds = new ArrayList<Float>();
        while (fields.has(THRESHOLD + (thresholds.size() + 1))) {
            thresholds.add(
                    fields.take(THRESHOLD + (thresholds.size() + 1), "a number from 0 to 1", HeadFields::threshold));
        }
        requireAll(fields, labels, thresholds, "thresholds");
        return new IndependentLabels(thresholds);
    }

    private static float threshold(String text) {
        float threshold = Float.parseFloat(text);
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException(text);
        }
        return threshold;
    }

    private static LabelPath labelPath(Fields fields, int labels) throws MalformedModelException {
        int embeddingSize = fields.takeInt("labelPath.embeddingSize");
        int hiddenUnits = fields.takeInt("labelPath.hiddenUnits");
        var order = new ArrayList<Integer>();
        var taken = new HashSet<Integer>();
        var kind = "an integer from 1 to " + labels + " that no other label has";
        while (fields.has(PLACE + (order.size() + 1))) {
            order.add(fields.take(PLACE + (order.size() + 1), kind, text -> {
                int place = Integer.parseInt(text);
                if (place < 1 || place > labels || !taken.add(place)) {
                    throw new IllegalArgumentException(text);
                }
                return place - 1;
            }));
        }
        if (!order.isEmpty()) {
            requireAll(fields, labels, order, "places");
        }
        return new LabelPath(labels, embeddingSize, hiddenUnits, order);
    }

    private static void requireAll(Fields fields, int labels, List<?> found, String what)
            throws MalformedModelException {
        if (found.size() != labels) {
            throw fields.fault(labels + " labels declared, " + found.size() + " " + what + " found.");
        }
    }
}
