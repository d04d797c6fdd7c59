/**
 * What computes: starts ND4J once per process on the processor or a graphics card, finds the libraries that this needs,
 * counts threads and memory, and says in plain words what is missing and how to get it.
 */
package org.seqnet.engine.backend;
