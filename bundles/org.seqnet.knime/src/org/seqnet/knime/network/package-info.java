/**
 * The trained network at a port: the port object and its spec, as workflows keep them, and the view of the port.
 * Workflows save the names of the classes and of the fields that they write, so these never change.
 */
package org.seqnet.knime.network;
