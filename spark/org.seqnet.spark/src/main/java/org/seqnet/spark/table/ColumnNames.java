package org.seqnet.spark.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/**
 * The names of the columns of a table, found by names and patterns; upper and lower case differ.
 *
 * @param all the names in the order of the table
 */
public record ColumnNames(List<String> all) {
    public ColumnNames {
        all = List.copyOf(all);
    }

    /**
     * Returns the columns that some names and patterns such as {@code x_*} stand for, in their order.
     *
     * @param setting what messages call the setting
     * @throws SeqNetException if a column is not there or stated twice, or no column matches a pattern
     */
    public List<String> expanded(String setting, List<String> patterns) {
        var expanded = new ArrayList<String>();
        for (var pattern : patterns) {
            if (all.contains(pattern) || !pattern.contains("*")) {
                require(setting, pattern);
                expanded.add(pattern);
                continue;
            }
            var parts =
                    Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).toList();
            var found = all.stream()
                    .filter(Pattern.compile(String.join(".*", parts)).asMatchPredicate())
                    .toList();
            if (found.isEmpty()) {
                throw new SeqNetException("%s: no column of the table matches %s. The columns are %s."
                        .formatted(setting, Quoted.of(pattern), listed()));
            }
            expanded.addAll(found);
        }
        for (int i = 0; i < expanded.size(); i++) {
            if (expanded.subList(0, i).contains(expanded.get(i))) {
                throw new SeqNetException("%s: column %s is given twice. Enter each column only once."
                        .formatted(setting, Quoted.of(expanded.get(i))));
            }
        }
        return expanded;
    }

    /**
     * Makes sure that a column is there.
     *
     * @throws SeqNetException if it is not
     */
    public void require(String setting, String name) {
        if (!all.contains(name)) {
            throw new SeqNetException("%s: the table has no column %s. %s"
                    .formatted(
                            setting,
                            Quoted.of(name),
                            ClosestName.of(name, all)
                                    .map(close -> "Did you mean %s?".formatted(Quoted.of(close)))
                                    .orElseGet(() -> "The columns are %s.".formatted(listed()))));
        }
    }

    private String listed() {
        return Quoted.of(String.join(", ", all));
    }
}
