package org.seqnet.knime.image;

import java.util.Locale;
import java.util.regex.Pattern;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.seqnet.knime.column.Columns;

/** Offers the columns of the first table that can hold names of files. */
final class FileColumns extends CompatibleColumnsProvider {
    private static final Pattern NAMES = Pattern.compile("file|path|image");

    FileColumns() {
        super(StringValue.class);
    }

    /** Returns the first column of strings that is called something like a file, or else the first one. */
    static String preferred(DataTableSpec table) {
        var strings = Columns.accepts(StringValue.class);
        return Columns.first(table, strings.and(FileColumns::isCalledFile))
                .or(() -> Columns.first(table, strings))
                .orElse("");
    }

    private static boolean isCalledFile(DataColumnSpec column) {
        return NAMES.matcher(column.getName().toLowerCase(Locale.ROOT)).find();
    }
}
