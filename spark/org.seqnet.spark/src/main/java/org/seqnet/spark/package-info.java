/** The engine on Apache Spark. */
package org.seqnet.spark;
