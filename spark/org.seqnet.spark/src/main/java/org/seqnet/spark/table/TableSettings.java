package org.seqnet.spark.table;

import java.util.Objects;
import java.util.Optional;

/**
 * What to read of a table.
 *
 * @param weight the column with the weight of each sequence
 * @param group the column with the group that is held out as a whole
 */
public record TableSettings(
        TableSource source,
        Layout layout,
        Learned learned,
        Optional<String> weight,
        Optional<String> group,
        BadRows.Treatment badRows) {
    public TableSettings {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(learned, "learned");
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(badRows, "badRows");
    }
}
