/** How a network is to learn: plain values that check their own ranges and name the setting that is outside. */
package org.seqnet.engine.options;
