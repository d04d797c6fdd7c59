/**
 * Damaged inputs of every kind that comes from outside, made from valid ones by a seed: each must be read, or refused
 * in a sentence of ours, in little time and memory.
 */
package org.seqnet.knime.fuzz;
