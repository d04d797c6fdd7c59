package org.seqnet.knime.multilabel;

import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.multilabel.LabelScores.numbers;
import static org.seqnet.knime.multilabel.LabelScores.sets;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.seqnet.knime.Tables;
import org.seqnet.knime.label.SeveralLabelsFormat;

/** What the Multi-Label Scorer refuses when it is configured. */
class MultiLabelScorerRefusedTest {
    private static final DataTableSpec SPEC = new DataTableSpec(sets("labels"), sets("Prediction (labels)"));

    private final MultiLabelScorerParameters parameters = new MultiLabelScorerParameters();

    @Test
    void column_of_single_labels_is_refused() {
        parameters.actualColumn = "label";
        parameters.predictedColumn = "Prediction (labels)";
        var spec = new DataTableSpec(Tables.strings("label"), sets("Prediction (labels)"));

        assertInvalid(
                () -> ScoredLabels.of(spec, parameters),
                "Actual labels column: column 'label' of the input table has the type 'String', but sets or lists of "
                        + "labels are required.",
                "Select a column of sets or lists of labels in the node's dialog.");
    }

    @Test
    void lists_of_decimal_numbers_are_refused() {
        parameters.actualColumn = "labels";
        var spec = new DataTableSpec(
                column("labels", ListCell.getCollectionType(DoubleCell.TYPE)), sets("Prediction (labels)"));

        assertInvalid(
                () -> ScoredLabels.of(spec, parameters),
                "Actual labels column: the sets or lists in column 'labels' of the input table contain values of the "
                        + "type 'Number (Float)'; labels must be strings, integers or booleans.",
                "Convert the values before they are collected, or select another column in the node's dialog.");
    }

    @Test
    void what_is_missing_in_the_settings_is_named() {
        assertInvalid(
                () -> ScoredLabels.of(new DataTableSpec(), parameters),
                "Actual labels column: the input table has no column of sets or lists of labels.");
        parameters.labels = SeveralLabelsFormat.COLUMNS;
        assertInvalid(
                () -> ScoredLabels.of(SPEC, parameters),
                "0/1 columns: no column is selected.",
                "Select the columns that contain 0 or 1 for each label in the node's dialog.");
        parameters.zeroOneColumns = new String[] {"labels"};
        assertInvalid(
                () -> ScoredLabels.of(SPEC, parameters),
                "0/1 columns: column 'labels' of the input table has the type 'Collection (Set)', but numbers or "
                        + "booleans are required.");
        parameters.labels = SeveralLabelsFormat.COLLECTION;
        parameters.scores = ScoreSource.SELECTED;
        assertInvalid(
                () -> ScoredLabels.of(SPEC, parameters),
                "Score columns: no column is selected.",
                "Select the columns in the node's dialog, or set \"Scores\" to \"None\".");
    }

    @Test
    void two_columns_of_scores_for_one_label_are_refused() {
        parameters.scores = ScoreSource.SELECTED;
        parameters.scoreColumns = new String[] {"bag", "P (x=bag)"};
        var spec = new DataTableSpec(sets("labels"), sets("Prediction (labels)"), numbers("bag"), numbers("P (x=bag)"));

        assertInvalid(
                () -> ScoredLabels.of(spec, parameters),
                "Score columns: 'bag' and 'P (x=bag)' both hold scores of the label 'bag'.",
                "Select one column per label in the node's dialog.");
    }

    @Test
    void one_column_cannot_be_compared_with_itself() {
        parameters.actualColumn = "labels";
        parameters.predictedColumn = "labels";
        assertInvalid(
                () -> ScoredLabels.of(SPEC, parameters),
                "Predicted labels column: column 'labels' is already selected for other labels.",
                "Select a different column in the node's dialog.");

        parameters.predictedColumn = "Prediction (labels)";
        parameters.compare = true;
        parameters.comparedColumn = "Prediction (labels)";
        assertInvalid(
                () -> ScoredLabels.of(SPEC, parameters),
                "Compared labels column: column 'Prediction (labels)' is already selected for other labels.");
    }

    @Test
    void fewer_than_one_ranked_label_is_refused() {
        parameters.rankedLabels = 0;

        assertInvalid(
                parameters::validate, "Ranked labels per row (k): 0 is less than 1.", "Enter 1 or a greater number.");
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }
}
