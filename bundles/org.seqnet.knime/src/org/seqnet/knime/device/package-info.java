/**
 * What computes: the preferences for device, threads and memory, and the Device Report, as a node and as an
 * application for machines without KNIME's window.
 */
package org.seqnet.knime.device;
