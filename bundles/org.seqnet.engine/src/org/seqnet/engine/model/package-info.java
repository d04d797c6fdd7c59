/**
 * Our own file format of trained networks, described by {@code ModelFormat}. Reading trusts nothing: no Java object is
 * deserialized, no size is believed before its data arrive, and each fault is told with its place.
 */
package org.seqnet.engine.model;
