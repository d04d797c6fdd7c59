/** Tables of example data that can be had by name: downloaded once from the packages of R that they belong to. */
package org.seqnet.engine.example;
