package org.knime.core.ui.embedded.parameters;

import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Inside;
import org.knime.node.parameters.layout.Section;

/** A layout part that is none of the class that uses it. */
@Section(title = "Elsewhere")
@Inside(ManyParts.Parts.class)
@After(ManyParts.Parts.Ant.class)
interface Elsewhere {}
