/**
 * Labels: which columns can hold them, how their cells become the engine's labels and back, and tables of sequences
 * with labels, packed once into compact arrays.
 */
package org.seqnet.knime.label;
