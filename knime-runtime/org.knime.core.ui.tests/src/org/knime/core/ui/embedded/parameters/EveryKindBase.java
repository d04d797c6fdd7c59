package org.knime.core.ui.embedded.parameters;

/** A superclass of parameters, whose fields come first. */
class EveryKindBase {
    int inherited = 11;
}
