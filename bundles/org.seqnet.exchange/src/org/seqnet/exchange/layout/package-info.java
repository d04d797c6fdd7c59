/** Where the parameters of layers stand in the engine's order, for those who bring them into another order. */
package org.seqnet.exchange.layout;
