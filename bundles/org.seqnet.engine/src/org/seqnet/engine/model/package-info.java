/**
 * Our own file format for trained networks, described by {@code ModelFormat}. Files are not trusted: no Java object is
 * deserialized, no memory is allocated before its data arrive, and each error is reported with its position.
 */
package org.seqnet.engine.model;
