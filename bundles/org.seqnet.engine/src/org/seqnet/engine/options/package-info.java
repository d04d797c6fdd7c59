/** The settings of a training: plain values that check their own ranges and name the setting that is out of range. */
package org.seqnet.engine.options;
