/** The Scene Composer: scenes with several labels, composed of single images. */
package org.seqnet.knime.scene;
