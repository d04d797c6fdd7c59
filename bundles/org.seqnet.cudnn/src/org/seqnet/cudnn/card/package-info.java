/** A graphics card: its memory, its queues of work, and the kernels that are launched on it. */
package org.seqnet.cudnn.card;
