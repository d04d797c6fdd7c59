/**
 * Views of nodes and ports: one page, built from js-src, that shows the JSON which a node computed when it was
 * executed and KNIME keeps with the workflow.
 */
package org.seqnet.knime.view;
