/**
 * Pictures of nodes and workflows for the documentation, drawn anew and compared with those under docs, and the nodes'
 * icons.
 */
package org.seqnet.knime.picture;
