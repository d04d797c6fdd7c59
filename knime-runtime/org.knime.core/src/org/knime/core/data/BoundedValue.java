package org.knime.core.data;

/** A value that can be ordered; columns of such values have the smallest and largest one in their domain. */
public interface BoundedValue extends DataValue {}
