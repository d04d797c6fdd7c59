package org.knime.core.data;

/** A value out of a finite set; columns of such values list them in their domain. */
public interface NominalValue extends DataValue {

    /** Knows nothing in particular. */
    UtilityFactory UTILITY = DataValue.UTILITY;
}
