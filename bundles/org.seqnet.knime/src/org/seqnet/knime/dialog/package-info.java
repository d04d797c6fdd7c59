/**
 * Dialogs: the modern dialog for classic node models, and settings, conditions and bounds that several nodes
 * share.
 */
package org.seqnet.knime.dialog;
