/**
 * Reads parameter classes: how their fields are stored as settings ({@code Codecs}), and in which order a dialog, and
 * so the node description, lists them ({@code Options}). An invention of the embedded runtime, which has no dialogs.
 */
package org.knime.core.ui.embedded.parameters;
