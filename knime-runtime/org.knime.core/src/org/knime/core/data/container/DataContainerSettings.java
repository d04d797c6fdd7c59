package org.knime.core.data.container;

/** How a table is collected. */
public final class DataContainerSettings {

    /** Up to how many different values of a column are listed in its domain. */
    public static final int MAX_POSSIBLE_VALUES = Integer.getInteger("knime.domain.valuecount", 60);

    private final boolean initializeDomain;

    private final boolean checkDuplicateRowKeys;

    private final boolean enableDomainUpdate;

    private DataContainerSettings(Choices choices) {
        initializeDomain = choices.initializeDomain;
        checkDuplicateRowKeys = choices.checkDuplicateRowKeys;
        enableDomainUpdate = choices.enableDomainUpdate;
    }

    /** Starts with what applies if nothing is said. */
    public static Builder builder() {
        return new Choices();
    }

    /** Tells whether the domains in the spec are kept and widened. */
    public boolean isInitializeDomain() {
        return initializeDomain;
    }

    /** Returns up to how many different values of a column are listed. */
    public int getMaxDomainValues() {
        return MAX_POSSIBLE_VALUES;
    }

    /** Tells whether a row key that occurs twice is refused. */
    public boolean isCheckDuplicateRowKeys() {
        return checkDuplicateRowKeys;
    }

    /** Tells whether domains are computed. */
    public boolean isEnableDomainUpdate() {
        return enableDomainUpdate;
    }

    /** Makes settings. */
    public sealed interface Builder permits Choices {

        /** Keeps and widens the domains in the spec; off by default. */
        Builder withInitializedDomain(final boolean initDomain);

        /** Refuses a row key that occurs twice; on by default. */
        Builder withCheckDuplicateRowKeys(final boolean checkDuplicateRowKeys);

        /** Computes domains; on by default. */
        Builder withDomainUpdate(final boolean enableDomainUpdate);

        /** Makes the settings. */
        DataContainerSettings build();
    }

    private static final class Choices implements Builder {

        private boolean initializeDomain;

        private boolean checkDuplicateRowKeys = true;

        private boolean enableDomainUpdate = true;

        @Override
        public Builder withInitializedDomain(boolean initDomain) {
            initializeDomain = initDomain;
            return this;
        }

        @Override
        public Builder withCheckDuplicateRowKeys(boolean check) {
            checkDuplicateRowKeys = check;
            return this;
        }

        @Override
        public Builder withDomainUpdate(boolean enable) {
            enableDomainUpdate = enable;
            return this;
        }

        @Override
        public DataContainerSettings build() {
            return new DataContainerSettings(this);
        }
    }
}
