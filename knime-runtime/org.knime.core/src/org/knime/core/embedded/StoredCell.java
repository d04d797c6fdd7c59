package org.knime.core.embedded;

import java.util.Map;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.Config;
import org.knime.core.node.config.ConfigRO;

/**
 * How the basic cells lie in settings. KNIME keeps all others by Java serialization; the embedded runtime does not, for
 * reading them back runs what a file says.
 */
public record StoredCell(Writer writer, Reader reader) {

    private static final Map<String, StoredCell> BY_CLASS = Map.of(
            BooleanCell.class.getName(),
            new StoredCell(
                    (cell, config) -> config.addBoolean("BooleanCell", ((BooleanCell) cell).getBooleanValue()),
                    config -> BooleanCell.get(config.getBoolean("BooleanCell"))),
            StringCell.class.getName(),
            new StoredCell(
                    (cell, config) -> config.addString("StringCell", ((StringCell) cell).getStringValue()),
                    config -> new StringCell(config.getString("StringCell"))),
            DoubleCell.class.getName(),
            new StoredCell(
                    (cell, config) -> config.addDouble("DoubleCell", ((DoubleCell) cell).getDoubleValue()),
                    config -> new DoubleCell(config.getDouble("DoubleCell"))),
            LongCell.class.getName(),
            new StoredCell(
                    (cell, config) -> config.addLong("LongCell", ((LongCell) cell).getLongValue()),
                    config -> new LongCell(config.getLong("LongCell"))),
            IntCell.class.getName(),
            new StoredCell(
                    (cell, config) -> config.addInt("IntCell", ((IntCell) cell).getIntValue()),
                    config -> new IntCell(config.getInt("IntCell"))),
            // Nothing beyond the class: KNIME does not keep the error either.
            MissingCell.class.getName(),
            new StoredCell((cell, config) -> {}, config -> DataType.getMissingCell()));

    public interface Writer {
        void save(DataCell cell, Config config);
    }

    public interface Reader {
        DataCell load(ConfigRO config) throws InvalidSettingsException;
    }

    public static StoredCell of(String className) {
        var stored = BY_CLASS.get(className);
        if (stored == null) {
            throw new UnsupportedOperationException(
                    "The embedded KNIME runtime keeps basic cells in settings, no " + className + ".");
        }
        return stored;
    }
}
