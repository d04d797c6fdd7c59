/**
 * What computes networks elsewhere than on the processor, such as on a graphics card: what it has to offer, and how the
 * engine finds it. The engine knows no such device by itself; a bundle that is installed or not brings it.
 */
package org.seqnet.engine.accelerator;
