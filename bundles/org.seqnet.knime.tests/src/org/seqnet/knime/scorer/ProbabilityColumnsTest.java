package org.seqnet.knime.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.strings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.MissingValues;

class ProbabilityColumnsTest {
    private static final LabelDomain AB = LabelDomain.of("a", "b");

    private static DataTableSpec spec(String... columns) {
        var specs = new ArrayList<DataColumnSpec>();
        for (var name : columns) {
            specs.add(
                    name.startsWith("P ")
                            ? new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec()
                            : strings(name));
        }
        return new DataTableSpec(specs.toArray(DataColumnSpec[]::new));
    }

    /** Returns the names of the columns that belong to the last column, with "-" for a class that has none. */
    private static List<String> found(LabelDomain domain, String... columns) throws Exception {
        var spec = spec(columns);
        var automatic = new ProbabilityChoice(ProbabilitySource.AUTOMATIC, new String[0]);
        var scored = new ScoredColumns(spec, 0, columns.length - 1, automatic, MissingValues.SKIP);
        return names(spec, automatic.columns(scored, domain));
    }

    private static List<String> names(DataTableSpec spec, ProbabilityColumns found) {
        var names = new ArrayList<String>();
        for (int column : found.ofClass()) {
            names.add(column < 0 ? "-" : spec.getColumnSpec(column).getName());
        }
        for (int column : found.ofOthers()) {
            names.add("other " + spec.getColumnSpec(column).getName());
        }
        return names;
    }

    @Test
    void more_probabilities_than_memory_should_hold_are_not_kept_unless_selected() throws Exception {
        var spec = spec("label", "P (label=a)", "P (label=b)", "Prediction (label)");
        var automatic = new ProbabilityChoice(ProbabilitySource.AUTOMATIC, new String[0]);
        var columns = automatic.columns(new ScoredColumns(spec, 0, 3, automatic, MissingValues.SKIP), AB);

        var probabilities = new RowProbabilities(spec, columns, false, 30_000_000);

        assertThat(probabilities.problem())
                .contains(
                        "2 columns of probabilities with 30,000,000 rows take more than 400 MB of memory. Select some "
                                + "columns in the node's dialog, or score a sample of the rows.");
        assertThat(probabilities.of(30_000_000)).hasSize(2).allMatch(Optional::isEmpty);
    }

    @Test
    void columns_before_the_prediction_are_found_by_class() throws Exception {
        assertThat(found(AB, "label", "P (label=b)", "P (label=a)", "Prediction (label)"))
                .containsExactly("P (label=a)", "P (label=b)");
    }

    @Test
    void each_of_two_predictions_has_its_own() throws Exception {
        var second = new String[] {
            "label",
            "P (label=a)",
            "P (label=b)",
            "Prediction (label)",
            "P (label=a) (#1)",
            "P (label=b) (#1)",
            "Prediction (label) (#1)"
        };
        assertThat(found(AB, second)).containsExactly("P (label=a) (#1)", "P (label=b) (#1)");
        assertThat(found(
                        AB,
                        "label",
                        "P (label=a) (#1)",
                        "P (label=b) (#1)",
                        "Prediction (label) (#1)",
                        "P (label=a)",
                        "P (label=b)",
                        "Prediction (label)"))
                .containsExactly("P (label=a)", "P (label=b)");
    }

    @Test
    void a_suffix_and_a_name_of_the_users_own_do_no_harm() throws Exception {
        assertThat(found(AB, "label", "P (label=a)", "P (label=a) net", "P (label=b) net", "My guess"))
                .containsExactly("P (label=a) net", "P (label=b) net");
    }

    @Test
    void columns_elsewhere_are_found_by_the_suffix_of_the_prediction() throws Exception {
        assertThat(found(AB, "label", "P (label=a)", "P (label=a) (#1)", "image", "Prediction (label) (#1)"))
                .containsExactly("P (label=a) (#1)", "-");
    }

    @Test
    void columns_of_another_label_or_of_text_are_not_taken() throws Exception {
        assertThat(found(AB, "label", "P (other=a)", "P (other=b)", "Prediction (label)"))
                .containsExactly("-", "-");
        var spec = new DataTableSpec(strings("label"), strings("P (label=a)"), strings("Prediction (label)"));
        assertThat(names(spec, ProbabilityColumns.beside(spec, 2, "label", "", AB)))
                .containsExactly("-", "-");
    }

    @Test
    void brackets_in_names_of_classes_do_not_confuse() throws Exception {
        assertThat(found(
                        LabelDomain.of("a", "a)", "x=1)"),
                        "label",
                        "P (label=a)",
                        "P (label=a))",
                        "P (label=x=1))",
                        "Prediction (label)"))
                .containsExactly("P (label=a)", "P (label=a))", "P (label=x=1))");
    }

    /** The network knows a class that no row of this table has, and predicts it for none. */
    @Test
    void classes_without_rows_have_their_columns() throws Exception {
        assertThat(found(AB, "label", "P (label=a)", "P (label=b)", "P (label=c)", "Prediction (label)"))
                .containsExactly("P (label=a)", "P (label=b)", "other P (label=c)");
        assertThat(found(
                        AB,
                        "label",
                        "P (label=a) (#1)",
                        "P (label=c) (#1)",
                        "Prediction (label) (#1)",
                        "P (label=a)",
                        "P (label=c)",
                        "P (label=b)",
                        "Prediction (label)"))
                .containsExactly("P (label=a)", "P (label=b)", "other P (label=c)");
    }

    @Test
    void selected_columns_are_taken_by_their_names() throws Exception {
        var spec = new DataTableSpec(number("b"), number("P (x=a) v2"), number("P (x=c)"));

        assertThat(names(spec, selected(spec, "b", "P (x=a) v2", "P (x=c)")))
                .containsExactly("P (x=a) v2", "b", "other P (x=c)");
    }

    @Test
    void selected_columns_that_cannot_be_used_are_refused() {
        var spec = new DataTableSpec(number("b"), number("P (x=b)"), number("x"), strings("text"));

        assertInvalid(
                () -> selected(spec),
                "Probability columns: no column is selected.",
                "Select the columns in the node's dialog, or set \"Probabilities\" to \"None\".");
        assertInvalid(
                () -> selected(spec, "b", "P (x=b)"),
                "Probability columns: 'b' and 'P (x=b)' are both named after the class 'b'.",
                "Select one column per class in the node's dialog.");
        assertInvalid(
                () -> selected(spec, "x"),
                "Probability columns: none of the selected columns is named after a class; the first is named 'x', the "
                        + "first class 'a'.",
                "Rename the columns like the classes, or like \"P (label=class)\".");
        assertInvalid(
                () -> selected(spec, "b", "b"),
                "Probability columns: column 'b' is selected twice.",
                "Specify each column only once in the dialog or the flow variable.");
        assertInvalid(
                () -> selected(spec, "gone"),
                "Probability columns: the input table has no column 'gone'.",
                "Select another column in the node's dialog, or connect a table that has this column.");
        assertInvalid(
                () -> selected(spec, "text"),
                "Probability columns: column 'text' of the input table has the type 'String', but numbers are "
                        + "required.",
                "Select a column of numbers in the node's dialog.");
    }

    private static ProbabilityColumns selected(DataTableSpec spec, String... names) throws Exception {
        return ProbabilityColumns.selected(spec, names, AB);
    }

    private static DataColumnSpec number(String name) {
        return new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec();
    }
}
