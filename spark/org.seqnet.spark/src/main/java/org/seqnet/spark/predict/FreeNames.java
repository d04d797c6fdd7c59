package org.seqnet.spark.predict;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Names for columns that are appended to a table, chosen as KNIME chooses them. */
final class FreeNames {
    private final Set<String> taken;

    /** @param areCaseSensitive whether names that differ in case alone are different ones */
    FreeNames(StructType table, boolean areCaseSensitive) {
        taken = new TreeSet<>(areCaseSensitive ? Comparator.naturalOrder() : String.CASE_INSENSITIVE_ORDER);
        taken.addAll(List.of(table.fieldNames()));
    }

    /** Returns the column with the name that is asked for, or one like it. */
    StructField like(StructField asked) {
        var name = asked.name().trim();
        var free = name;
        for (int i = 1; !taken.add(free); i++) {
            free = name + " (#" + i + ")";
        }
        return new StructField(free, asked.dataType(), asked.nullable(), asked.metadata());
    }
}
