/**
 * Scenes: images with several labels, composed of images with one label each. Which labels occur together is known,
 * because the scenes follow rules.
 */
package org.seqnet.engine.scene;
