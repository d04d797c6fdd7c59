/** Stands in for the bundle that multiplies in mixed precision, which is no part of the tests of the engine. */
package org.seqnet.onednn;
