/**
 * The Prediction Scorer: compares actual with predicted classes, as KNIME's Scorer does, and shows the mistakes in
 * which the network was most confident.
 */
package org.seqnet.knime.scorer;
