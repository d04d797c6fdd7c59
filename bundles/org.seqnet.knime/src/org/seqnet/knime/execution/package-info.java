/**
 * What every execution owes KNIME beside its work: to tell its progress, to stop when it is canceled, and to say what
 * to do if the Java heap is too small.
 */
package org.seqnet.knime.execution;
