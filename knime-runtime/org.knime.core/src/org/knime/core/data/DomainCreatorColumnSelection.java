package org.knime.core.data;

import java.util.function.Predicate;

/** Chooses the columns whose domain is computed, and those whose known domain is forgotten first. */
public interface DomainCreatorColumnSelection {

    /** Tells whether the column's domain is computed. */
    boolean createDomain(final DataColumnSpec colSpec);

    /** Tells whether what is known of the column is forgotten. */
    boolean dropDomain(final DataColumnSpec colSpec);

    /** Chooses by predicates. */
    static DomainCreatorColumnSelection create(
            final Predicate<DataColumnSpec> dropDomain, final Predicate<DataColumnSpec> createDomain) {
        return new DomainCreatorColumnSelection() {
            @Override
            public boolean createDomain(DataColumnSpec colSpec) {
                return createDomain.test(colSpec);
            }

            @Override
            public boolean dropDomain(DataColumnSpec colSpec) {
                return dropDomain.test(colSpec);
            }
        };
    }
}
