/**
 * The nodes of Sequence Networks. They translate between KNIME's tables and ports and the engine's values, and compute
 * nothing themselves. Each package below is a room: one for each node or kind of node, and one for each subject that
 * several of them share. This one contains only what starts with the bundle.
 */
package org.seqnet.knime;
