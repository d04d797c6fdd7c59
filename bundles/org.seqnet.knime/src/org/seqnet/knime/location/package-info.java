/**
 * Locations selected by the user: a file in any file system that KNIME knows, or at a URL. It has a name for messages,
 * is read or written until the node is canceled, and written as a whole or not at all.
 */
package org.seqnet.knime.location;
