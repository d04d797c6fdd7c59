/**
 * PNG files as tensors. A file is checked before it is decoded, so that nothing is allocated on the word of its header.
 */
package org.seqnet.engine.image;
