/**
 * The engine's own errors, and how messages quote what comes from outside. All packages use these, and these use none.
 */
package org.seqnet.engine;
