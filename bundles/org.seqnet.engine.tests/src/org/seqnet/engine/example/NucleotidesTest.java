package org.seqnet.engine.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.example.ExampleTable.Texts;
import org.seqnet.engine.rdata.RValue;

class NucleotidesTest {
    private static final RValue CLASSES = factor(List.of("ei", "ie", "n"), 3, 1);

    @Test
    void three_columns_become_a_letter() {
        // A then T in the first row, G then C in the second
        var columns = new ArrayList<RValue>();
        for (var codes : new double[][] {{2, 1}, {1, 1}, {1, 2}, {1, 1}, {1, 2}, {1, 1}}) {
            columns.add(factor(List.of("0", "1"), codes));
        }
        columns.add(CLASSES);

        var table = Nucleotides.table(new RValue.Items(columns, Map.of()));

        assertThat(table.columns())
                .containsExactly(
                        new Texts("Sequence", List.of("AT", "GC")),
                        new Texts("Class", List.of("neither", "exon-intron")));
    }

    @Test
    void another_form_is_refused() {
        assertThatThrownBy(() -> Nucleotides.table(RValue.NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is not a data frame of nucleotides");
        var numbers = new RValue.Numbers(new double[] {1}, Map.of());
        assertThatThrownBy(() ->
                        Nucleotides.table(new RValue.Items(List.of(numbers, numbers, numbers, CLASSES), Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a column is not of names");
        var wrong = factor(List.of("0", "1"), 3, 1);
        assertThatThrownBy(() -> Nucleotides.table(new RValue.Items(List.of(wrong, wrong, wrong, CLASSES), Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a column has a value without a name");
        var one = factor(List.of("0", "1"), 1);
        assertThatThrownBy(() -> Nucleotides.table(new RValue.Items(List.of(one, one, one, CLASSES), Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its columns have different numbers of rows");
    }

    private static RValue factor(List<String> levels, double... codes) {
        return new RValue.Numbers(codes, Map.of("levels", new RValue.Texts(levels, Map.of())));
    }
}
