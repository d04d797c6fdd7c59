/**
 * Places that a user chooses: a file in any file system that KNIME knows, or behind a URL. It is opened under a name
 * for messages, read or written until the node is canceled, and written as a whole or not at all.
 */
package org.seqnet.knime.location;
