package org.seqnet.knime.explainer;

import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.explainer.Choices.ExplanationMethod;
import org.seqnet.knime.explainer.Choices.ShownRows;
import org.seqnet.knime.learner.Bars;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Trends;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.view.JsonObject;
import org.seqnet.knime.view.ViewData;

/** Explains what tiny networks predict. */
public final class Explanations {
    private Explanations() {}

    static NodeRun configure(NetworkExplainerParameters parameters, NetworkPortObject network, DataTableSpec table)
            throws Exception {
        var run = NodeRun.configuring(parameters, network.getSpec(), table);
        NetworkExplainerNodeFactory.configure(run, run);
        return run;
    }

    static NodeRun execute(NetworkExplainerParameters parameters, NetworkPortObject network, BufferedDataTable table)
            throws Exception {
        var run = NodeRun.executing(parameters, network, table);
        NetworkExplainerNodeFactory.execute(run, run);
        return run;
    }

    /** Returns settings that read the labels of {@link Trends} and {@link Bars}. */
    static NetworkExplainerParameters withLabels() {
        var parameters = new NetworkExplainerParameters();
        parameters.useLabels = true;
        parameters.labelColumn = "label";
        return parameters;
    }

    private static String view(
            NetworkExplainerParameters parameters, NetworkPortObject network, BufferedDataTable table)
            throws Exception {
        return ViewData.of(execute(parameters, network, table).internalData());
    }

    /** Returns what the view shows of sequences of two features with labels. */
    public static String ofSequences() throws Exception {
        return view(withLabels(), Trends.trained(Trends.rows(60, 1), 5), Trends.rows(30, 2));
    }

    /** Returns what the view shows of a network that is often wrong. */
    public static String ofMistakes() throws Exception {
        var parameters = withLabels();
        parameters.shownRows = ShownRows.WRONG;
        return view(parameters, Trends.trained(Trends.rows(60, 1), 3), Trends.rows(40, 2, 1, -1, 0));
    }

    /** Returns what the view shows of a network with attention pooling. */
    public static String ofAttention() throws Exception {
        return view(new NetworkExplainerParameters(), Trends.attending(Trends.rows(60, 1), 3), Trends.rows(12, 2));
    }

    /** Returns what the view shows of images, without labels. */
    public static String ofImages() throws Exception {
        var parameters = new NetworkExplainerParameters();
        parameters.method = ExplanationMethod.OCCLUSION;
        var table = Bars.rows(Bars.GREY, 12);
        return view(parameters, (NetworkPortObject) Bars.trained(table, 5), table);
    }

    /** Returns what the view shows if no row could be explained. */
    public static String ofNothing() throws Exception {
        var network = Trends.trained(Trends.rows(20, 1), 1);
        return view(new NetworkExplainerParameters(), network, Trends.rows(0, 2));
    }

    /** Returns what the view shows of a row with more features than can be drawn. */
    public static String ofManyFeatures() throws Exception {
        var shape = Shape.of(400, 50);
        var stream = new Random(3);
        var rows = new DataCell[8][];
        for (int i = 0; i < rows.length; i++) {
            var values = new float[400 * 50];
            for (int k = 0; k < values.length; k++) {
                values[k] = (float) (stream.nextGaussian() + (k % 50 < 3 && i % 2 == 0 ? 1 : 0));
            }
            rows[i] = row(floats(shape, values), string(i % 2 == 0 ? "high" : "low"));
        }
        var spec = new DataTableSpec(
                TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(400, 50))),
                strings("label", "high", "low"));
        var table = table(spec, rows);
        var parameters = new NetworkExplainerParameters();
        parameters.steps = 5;
        return view(parameters, LearnerRun.trained(table, 2), table);
    }

    /** Returns what the view shows of rows, features and classes with these names, three of them. */
    public static String of(List<String> names) throws Exception {
        return ofSequences()
                .replace("\"pressure\"", quoted(names.get(0)))
                .replace("\"strain\"", quoted(names.get(1)))
                .replace("\"falling\"", quoted(names.get(2)))
                .replace("\"rising\"", quoted(names.get(1)))
                .replace("\"Row1\"", quoted(names.get(0)))
                .replace("\"Row2\"", quoted(names.get(1)));
    }

    private static String quoted(String name) {
        var json = new JsonObject().withLabel("name", name).toString();
        return json.substring("{\"name\":".length(), json.length() - 1);
    }
}
