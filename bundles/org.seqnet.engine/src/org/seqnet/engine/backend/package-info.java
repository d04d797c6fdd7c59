/**
 * What computes: starts it once per process on the processor or a graphics card, and ND4J for those who need it; finds
 * the libraries required, determines threads and memory, and reports what is missing and how to get it.
 */
package org.seqnet.engine.backend;
