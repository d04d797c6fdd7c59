/** The Example Data Reader: tables of example data by name, which are downloaded on first use. */
package org.seqnet.knime.example;
