/**
 * The engine's own exceptions, and how messages quote external input. All packages use this one; it uses none of them.
 */
package org.seqnet.engine;
