/** Tests of products in mixed precision, compared with a plain reference in Java. */
package org.seqnet.onednn;
