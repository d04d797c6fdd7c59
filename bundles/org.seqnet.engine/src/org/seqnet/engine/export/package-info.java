/**
 * Files of trained networks for other programs. They are written only; our own format is in
 * {@link org.seqnet.engine.model}.
 */
package org.seqnet.engine.export;
