package org.knime.core.webui.data;

/** Marks a page whose data go when its node changes state. */
public interface DisposeDataServicesOnNodeStateChange {}
