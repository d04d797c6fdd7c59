/**
 * What computes: starts ND4J once per process on the processor or a graphics card, finds the libraries required,
 * determines threads and memory, and reports what is missing and how to get it.
 */
package org.seqnet.engine.backend;
