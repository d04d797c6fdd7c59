/**
 * Dialogs: the modern dialog for classic node models, and conditions and bounds that the settings of several nodes
 * share.
 */
package org.seqnet.knime.dialog;
