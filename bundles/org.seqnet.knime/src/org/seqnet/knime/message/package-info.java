/**
 * Messages of nodes to users: failures with a cause and a solution, invalid settings, workflows that cannot be loaded,
 * and log lines.
 */
package org.seqnet.knime.message;
