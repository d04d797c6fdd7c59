package org.knime.core.node.config;

import java.io.IOException;
import java.io.InputStream;
import org.knime.core.data.DataCell;
import org.knime.core.embedded.StoredCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** A tree of settings that also holds cells and types. */
public abstract class Config extends ConfigBase implements ConfigRO, ConfigWO {

    private static final long serialVersionUID = 1L;

    private static final String ARRAY_SIZE = "array-size";

    private static final String CELL_CLASS = "datacell";

    /** Makes an empty tree. */
    protected Config(final String key) {
        super(key);
    }

    @Override
    public abstract Config getInstance(final String key);

    @Override
    public final Config addConfig(final String key) {
        return (Config) addConfigBase(key);
    }

    /** Adds a sub-tree that must be of this tree's class. */
    protected final void addConfig(final Config config) {
        addConfigBase(config);
    }

    @Override
    public final Config getConfig(final String key) throws InvalidSettingsException {
        if (getEntry(key) instanceof Config config) {
            return config;
        }
        throw new InvalidSettingsException("Config for key \"" + key + "\" not found.");
    }

    @Override
    public void addDataCell(final String key, final DataCell cell) {
        var config = addConfig(key);
        if (cell == null) {
            config.addString(CELL_CLASS, null);
        } else {
            String name = cell.getClass().getName();
            config.addString(CELL_CLASS, name);
            StoredCell.of(name).writer().save(cell, config.addConfig(name));
        }
    }

    @Override
    public DataCell getDataCell(final String key) throws InvalidSettingsException {
        var config = getConfig(key);
        String name = config.getString(CELL_CLASS);
        return name == null ? null : StoredCell.of(name).reader().load(config.getConfig(name));
    }

    @Override
    public DataCell getDataCell(final String key, final DataCell def) {
        try {
            return getDataCell(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addDataCellArray(final String key, final DataCell... cells) {
        var array = addConfig(key);
        if (cells != null) {
            array.addInt(ARRAY_SIZE, cells.length);
            for (int i = 0; i < cells.length; i++) {
                array.addDataCell(Integer.toString(i), cells[i]);
            }
        }
    }

    @Override
    public DataCell[] getDataCellArray(final String key) throws InvalidSettingsException {
        var array = getConfig(key);
        int length = array.getInt(ARRAY_SIZE, -1);
        if (length < 0) {
            return null;
        }
        var cells = new DataCell[length];
        for (int i = 0; i < length; i++) {
            cells[i] = array.getDataCell(Integer.toString(i));
        }
        return cells;
    }

    @Override
    public DataCell[] getDataCellArray(final String key, final DataCell... def) {
        try {
            return getDataCellArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    /** Fills a tree from XML and returns it; closes the stream. */
    protected static Config loadFromXML(final Config config, final InputStream in) throws IOException {
        return (Config) ConfigBase.loadFromXML(config, in);
    }
}
