package org.knime.core.node.message;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBaseRO;
import org.knime.core.node.config.base.ConfigBaseWO;

/** A detail of a message. */
interface Issue {

    /** Returns the text, possibly of several lines. */
    String toPreformatted();

    /** Returns the kind. */
    Type getType();

    /** Writes the detail, not its kind. */
    void saveTo(final ConfigBaseWO config);

    /** The kinds of details. */
    enum Type {
        /** A cell or row of an input table. */
        TABLE_ROW,
        /** A text. */
        TEXT;

        void saveType(ConfigBaseWO config) {
            config.addString("type", name());
        }

        static Issue load(ConfigBaseRO config) throws InvalidSettingsException {
            String type = config.getString("type");
            return TABLE_ROW.name().equals(type) ? RowIssue.load(config) : DefaultIssue.load(config);
        }
    }
}
