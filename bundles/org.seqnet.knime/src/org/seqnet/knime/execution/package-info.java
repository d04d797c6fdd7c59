/**
 * What every execution does besides its own work: report its progress, stop when it is canceled, and advise the user if
 * the Java heap is too small.
 */
package org.seqnet.knime.execution;
