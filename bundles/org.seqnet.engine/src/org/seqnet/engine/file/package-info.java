/** Files from outside, plain or gzipped: their bytes, and in words why one cannot be read. */
package org.seqnet.engine.file;
