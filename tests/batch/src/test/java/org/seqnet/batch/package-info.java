/**
 * Tests of what users get: the update site, installed into the product by p2, workflows in batch mode, and the scripts
 * {@code run} and {@code tools/}. They start separate processes and run after packaging.
 */
package org.seqnet.batch;
