/**
 * Workflows in the embedded runtime: read from a folder ({@code WorkflowReader}), wired ({@code Wiring}), executed
 * ({@code Scheduler}) and written back ({@code WorkflowWriter}, {@code NodeWriter}), from a test by
 * {@link org.knime.core.node.workflow.WorkflowManager} or from a command line by
 * {@link org.knime.core.node.workflow.BatchExecutor}. Metanodes, components, loops and switches are left out, and
 * results are written but never read back; everything else is meant to behave as in KNIME 5.8.
 */
package org.knime.core.node.workflow;
