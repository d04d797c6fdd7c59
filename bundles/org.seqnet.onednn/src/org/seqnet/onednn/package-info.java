/**
 * Products in mixed precision, by oneDNN: {@link org.seqnet.onednn.OneDnnSupport} is how the engine gets to them. It is
 * a newer oneDNN than the one that multiplies in single precision, whose results stay what they are, and so is its
 * JavaCPP; both are nested here, and only addresses cross. It is loaded when mixed precision is first asked for.
 *
 * <p>A {@link org.seqnet.onednn.Task} describes what oneDNN calls a primitive, an {@link org.seqnet.onednn.Operation}
 * is one, made once and shared by all threads, and a {@link org.seqnet.onednn.Call} is one with arguments, in the
 * {@link org.seqnet.onednn.Lane} of one thread. Making one takes about 1 ms, running one 0.2 us more than it computes.
 */
package org.seqnet.onednn;
