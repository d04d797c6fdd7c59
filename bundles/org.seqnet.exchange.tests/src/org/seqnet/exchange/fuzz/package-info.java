/** Damaged files of other programs: read, or refused in a sentence; {@code benchmarks/fuzz} tries many. */
package org.seqnet.exchange.fuzz;
