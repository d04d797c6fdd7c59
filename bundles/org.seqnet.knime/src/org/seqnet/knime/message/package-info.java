/**
 * What nodes tell their users: failures with a cause and a cure, refused settings, workflows that cannot be read back,
 * and lines of the log.
 */
package org.seqnet.knime.message;
