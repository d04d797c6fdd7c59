package org.knime.core.node.config.base;

/** The types of settings, by the names that they bear in XML. */
public enum ConfigEntries {
    /** Entries of type xstring. */
    xstring {
        @Override
        public ConfigStringEntry createEntry(final String key, final String value) {
            return new ConfigStringEntry(key, value);
        }
    },

    /** Entries of type xint. */
    xint {
        @Override
        public ConfigIntEntry createEntry(final String key, final String value) {
            return new ConfigIntEntry(key, value);
        }
    },

    /** Entries of type xdouble. */
    xdouble {
        @Override
        public ConfigDoubleEntry createEntry(final String key, final String value) {
            return new ConfigDoubleEntry(key, value);
        }
    },

    /** Entries of type xfloat. */
    xfloat {
        @Override
        public ConfigFloatEntry createEntry(final String key, final String value) {
            return new ConfigFloatEntry(key, value);
        }
    },

    /** Entries of type xlong. */
    xlong {
        @Override
        public ConfigLongEntry createEntry(final String key, final String value) {
            return new ConfigLongEntry(key, value);
        }
    },

    /** Entries of type xshort. */
    xshort {
        @Override
        public ConfigShortEntry createEntry(final String key, final String value) {
            return new ConfigShortEntry(key, value);
        }
    },

    /** Entries of type xbyte. */
    xbyte {
        @Override
        public ConfigByteEntry createEntry(final String key, final String value) {
            return new ConfigByteEntry(key, value);
        }
    },

    /** Entries of type xchar. */
    xchar {
        @Override
        public ConfigCharEntry createEntry(final String key, final String value) {
            return new ConfigCharEntry(key, value);
        }
    },

    /** Entries of type xboolean. */
    xboolean {
        @Override
        public ConfigBooleanEntry createEntry(final String key, final String value) {
            return new ConfigBooleanEntry(key, value);
        }
    },

    /** A sub-tree. */
    config {
        @Override
        public ConfigBase createEntry(final String key, final String value) {
            throw new UnsupportedOperationException("A sub-tree has no value of its own.");
        }
    },

    /** Entries of type xpassword. */
    xpassword {
        @Override
        public ConfigPasswordEntry createEntry(final String key, final String value) {
            return new ConfigPasswordEntry(key, value);
        }
    },

    /** Entries of type xtransientstring. */
    xtransientstring {
        @Override
        public ConfigBase createEntry(final String key, final String value) {
            throw new IllegalStateException("A transient text is never stored, so it cannot be read.");
        }
    };

    /** Makes an entry from the text that XML holds for it. */
    public abstract AbstractConfigEntry createEntry(String key, String value);
}
