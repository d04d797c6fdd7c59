/** Tests of the kernels as text: what {@code tools/ptx} makes of their source, and what cards make of that. */
package org.seqnet.cudnn.kernels;
