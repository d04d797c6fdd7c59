/**
 * Image files as tensors, the way up that they are shown, and images resized to one size. A file is checked before it
 * is decoded, so that no memory is allocated for a size that only its header claims.
 */
package org.seqnet.engine.image;
