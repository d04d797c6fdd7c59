/** Data files of the language R: saved values (.rda, .RData) and the databases of packages (.rdb with .rdx). */
package org.seqnet.engine.rdata;
