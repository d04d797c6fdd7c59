package org.knime.core.node.config;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/**
 * How the basic cells lie in settings. KNIME keeps all others by Java serialization; the embedded runtime does not, for
 * reading them back runs what a file says.
 */
enum StoredCell {
    BOOLEAN(BooleanCell.class) {
        @Override
        void save(DataCell cell, Config config) {
            config.addBoolean("BooleanCell", ((BooleanCell) cell).getBooleanValue());
        }

        @Override
        DataCell load(ConfigRO config) throws InvalidSettingsException {
            return BooleanCell.get(config.getBoolean("BooleanCell"));
        }
    },
    STRING(StringCell.class) {
        @Override
        void save(DataCell cell, Config config) {
            config.addString("StringCell", ((StringCell) cell).getStringValue());
        }

        @Override
        DataCell load(ConfigRO config) throws InvalidSettingsException {
            return new StringCell(config.getString("StringCell"));
        }
    },
    DOUBLE(DoubleCell.class) {
        @Override
        void save(DataCell cell, Config config) {
            config.addDouble("DoubleCell", ((DoubleCell) cell).getDoubleValue());
        }

        @Override
        DataCell load(ConfigRO config) throws InvalidSettingsException {
            return new DoubleCell(config.getDouble("DoubleCell"));
        }
    },
    LONG(LongCell.class) {
        @Override
        void save(DataCell cell, Config config) {
            config.addLong("LongCell", ((LongCell) cell).getLongValue());
        }

        @Override
        DataCell load(ConfigRO config) throws InvalidSettingsException {
            return new LongCell(config.getLong("LongCell"));
        }
    },
    INT(IntCell.class) {
        @Override
        void save(DataCell cell, Config config) {
            config.addInt("IntCell", ((IntCell) cell).getIntValue());
        }

        @Override
        DataCell load(ConfigRO config) throws InvalidSettingsException {
            return new IntCell(config.getInt("IntCell"));
        }
    },
    MISSING(MissingCell.class) {
        @Override
        void save(DataCell cell, Config config) {
            // Nothing beyond the class: KNIME does not keep the error either.
        }

        @Override
        DataCell load(ConfigRO config) {
            return DataType.getMissingCell();
        }
    };

    private final String className;

    StoredCell(Class<? extends DataCell> cellClass) {
        className = cellClass.getName();
    }

    static StoredCell of(String className) {
        for (var cell : values()) {
            if (cell.className.equals(className)) {
                return cell;
            }
        }
        throw new UnsupportedOperationException(
                "The embedded KNIME runtime keeps basic cells in settings, no " + className + ".");
    }

    abstract void save(DataCell cell, Config config);

    abstract DataCell load(ConfigRO config) throws InvalidSettingsException;
}
