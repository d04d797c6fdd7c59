/** The parts of the batch application that KNIME has in other forms or none. */
package org.knime.core.embedded.batch;
