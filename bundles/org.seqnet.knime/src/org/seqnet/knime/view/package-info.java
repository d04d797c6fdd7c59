/**
 * Views of nodes and ports: one page, built from js-src, that shows JSON data computed when the node was executed and
 * saved by KNIME with the workflow.
 */
package org.seqnet.knime.view;
