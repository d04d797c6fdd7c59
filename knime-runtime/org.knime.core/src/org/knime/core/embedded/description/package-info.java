/** What KNIME asks of the XML description of a node, checked without its schema. */
package org.knime.core.embedded.description;
