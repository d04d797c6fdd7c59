/**
 * Image files as tensors, and images scaled to another size. A file is checked before it is decoded, so that no memory
 * is allocated for a size that only its header claims.
 */
package org.seqnet.engine.image;
