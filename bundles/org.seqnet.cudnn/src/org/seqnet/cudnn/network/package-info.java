/** Networks on a graphics card: as stacks of layers, behind the engine's interfaces, and as they learn. */
package org.seqnet.cudnn.network;
