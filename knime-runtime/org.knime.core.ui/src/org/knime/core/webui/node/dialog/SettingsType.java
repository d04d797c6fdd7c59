package org.knime.core.webui.node.dialog;

/** A kind of settings; of a node's view, and of the job manager, there are none here. */
public enum SettingsType {
    MODEL
}
