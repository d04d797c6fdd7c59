package org.seqnet.engine.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.seqnet.engine.example.ExampleTable.Texts;
import org.seqnet.engine.rdata.RValue;

/**
 * The table of DNA: the data frame has three columns for each nucleotide, of which the first is 1 for A, the second for
 * C, the third for G, none for T; and a last one with the class.
 */
final class Nucleotides {
    private static final int COLUMNS = 3;
    private static final Map<String, String> CLASSES = Map.of("ei", "exon-intron", "ie", "intron-exon", "n", "neither");

    private Nucleotides() {}

    static ExampleTable table(RValue value) {
        if (!(value instanceof RValue.Items frame) || frame.values().size() < 1 + COLUMNS) {
            throw new IllegalArgumentException("it is not a data frame of nucleotides");
        }
        var factors = frame.values().stream().map(Nucleotides::texts).toList();
        var classes = factors.get(factors.size() - 1);
        if (factors.stream().anyMatch(column -> column.size() != classes.size())) {
            throw new IllegalArgumentException("its columns have different numbers of rows");
        }
        var letters = new ArrayList<String>();
        for (int row = 0; row < classes.size(); row++) {
            var sequence = new StringBuilder();
            for (int c = 0; c + COLUMNS < factors.size(); c += COLUMNS) {
                sequence.append(letter(factors, c, row));
            }
            letters.add(sequence.toString());
        }
        return table(
                letters,
                classes.stream().map(name -> CLASSES.getOrDefault(name, name)).toList());
    }

    static ExampleTable table(List<String> sequences, List<String> classes) {
        return new ExampleTable(List.of(new Texts("Sequence", sequences), new Texts("Class", classes)));
    }

    private static char letter(List<List<String>> factors, int column, int row) {
        for (int c = 0; c < COLUMNS; c++) {
            if (factors.get(column + c).get(row).equals("1")) {
                return "ACG".charAt(c);
            }
        }
        return 'T';
    }

    /** Returns the texts of a factor: numbers of levels, counted from 1. */
    private static List<String> texts(RValue column) {
        if (column instanceof RValue.Numbers numbers
                && column.attribute("levels").orElse(RValue.NOTHING) instanceof RValue.Texts levels) {
            var texts = new ArrayList<String>();
            for (double number : numbers.values()) {
                if (!(number >= 1 && number <= levels.values().size())) {
                    throw new IllegalArgumentException("a column has a value without a name");
                }
                texts.add(levels.values().get((int) number - 1));
            }
            return texts;
        }
        throw new IllegalArgumentException("a column is not of names");
    }
}
