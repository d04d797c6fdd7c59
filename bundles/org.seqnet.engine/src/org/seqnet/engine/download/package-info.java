/**
 * Files from the web, kept on this machine: downloaded once from the first of several mirrors that gives them, resumed
 * where the connection broke, and checked by checksums.
 */
package org.seqnet.engine.download;
