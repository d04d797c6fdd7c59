package org.knime.core.node.config.base;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;

/** A tree of plain settings, without cells and types. */
public class SimpleConfig extends ConfigBase {

    private static final long serialVersionUID = 1L;

    /** Makes an empty tree. */
    public SimpleConfig(final String key) {
        super(key);
    }

    @Override
    public ConfigBase getInstance(final String key) {
        return new SimpleConfig(key);
    }

    /** Reads settings from an XML file. */
    public static ConfigBaseRO parseConfig(final String key, final File file) throws IOException {
        return loadFromXML(new SimpleConfig(key), new FileInputStream(file));
    }
}
