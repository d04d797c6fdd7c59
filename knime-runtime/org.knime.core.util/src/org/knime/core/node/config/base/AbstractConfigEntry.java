package org.knime.core.node.config.base;

import java.io.Serializable;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import javax.swing.tree.TreeNode;

/** A typed value under a key, or a whole sub-tree of them. */
public abstract class AbstractConfigEntry implements Serializable, TreeNode {

    private static final long serialVersionUID = 1L;

    private final ConfigEntries type;

    private AbstractConfigEntry parent;

    private String key;

    AbstractConfigEntry(ConfigEntries type, String key) {
        if (type == null) {
            throw new IllegalArgumentException("A setting needs a type.");
        }
        this.type = type;
        setKey(key);
    }

    /** Returns the key, never {@code null}. */
    public final String getKey() {
        return key;
    }

    final void setKey(String newKey) {
        if (newKey == null) {
            throw new IllegalArgumentException("A setting needs a key.");
        }
        key = newKey;
    }

    /** Hangs this entry below another one. */
    public final void setParent(final AbstractConfigEntry newParent) {
        parent = newParent;
    }

    /** Returns the type that the entry has in XML. */
    public final ConfigEntries getType() {
        return type;
    }

    @Override
    public String toString() {
        return key + " [" + type.name() + "] -> " + toStringValue();
    }

    /** Returns the value's text as in XML, before escaping; {@code null} where the value is. */
    public abstract String toStringValue();

    @Override
    public boolean equals(final Object other) {
        return this == other
                || other != null && other.getClass() == getClass() && isIdentical((AbstractConfigEntry) other);
    }

    /** Tells whether key, type and value agree. */
    public final boolean isIdentical(final AbstractConfigEntry other) {
        return type == other.type && key.equals(other.key) && hasIdenticalValue(other);
    }

    abstract boolean hasIdenticalValue(AbstractConfigEntry other);

    @Override
    public int hashCode() {
        return Objects.hash(key, type);
    }

    @Override
    public TreeNode getChildAt(final int index) {
        return null;
    }

    @Override
    public int getChildCount() {
        return 0;
    }

    @Override
    public final TreeNode getParent() {
        return parent;
    }

    @Override
    public int getIndex(final TreeNode node) {
        return -1;
    }

    @Override
    public final boolean getAllowsChildren() {
        return !isLeaf();
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public Enumeration<TreeNode> children() {
        return Collections.emptyEnumeration();
    }
}
