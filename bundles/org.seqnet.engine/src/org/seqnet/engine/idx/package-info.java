/**
 * IDX files, the format of MNIST: read item by item, written, and downloaded once with their checksums from the mirrors
 * of {@code catalogue.txt}.
 */
package org.seqnet.engine.idx;
