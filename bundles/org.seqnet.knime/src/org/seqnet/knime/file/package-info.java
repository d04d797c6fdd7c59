/**
 * The Network Reader and the Network Writer: a network as a file, in the format of Sequence Networks or, for other
 * programs, of Deeplearning4j.
 */
package org.seqnet.knime.file;
