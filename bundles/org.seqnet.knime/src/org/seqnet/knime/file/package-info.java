/**
 * The Network Reader and the Network Writer: a network as a file, in the format of Sequence Networks or, for and from
 * other programs, in theirs.
 */
package org.seqnet.knime.file;
