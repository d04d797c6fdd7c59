/** Reads settings that KNIME saved, and refuses those that are not supported. */
package org.knime.base.embedded.settings;
