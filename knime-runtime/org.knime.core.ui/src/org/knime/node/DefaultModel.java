package org.knime.node;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** What a node does: how it is configured and how it is executed. Made inside {@link DefaultNode}. */
public final class DefaultModel implements FluentNodeAPI {
    private final Class<? extends NodeParameters> parametersClass;
    final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure;
    final ExecuteConsumer execute;

    private DefaultModel(
            Class<? extends NodeParameters> parametersClass,
            ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure,
            ExecuteConsumer execute) {
        this.parametersClass = parametersClass;
        this.configure = configure;
        this.execute = execute;
    }

    static RequireModelParameters create() {
        return parametersClass -> configure -> execute -> new DefaultModel(parametersClass, configure, execute);
    }

    Optional<Class<? extends NodeParameters>> getParametersClass() {
        return Optional.ofNullable(parametersClass);
    }

    /** First: the class that holds the settings. */
    public interface RequireModelParameters {
        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);

        default RequireConfigureOrRearrangeColumns withoutParameters() {
            return parametersClass(null);
        }
    }

    /** Second: the step that computes specifications. */
    public interface RequireConfigureOrRearrangeColumns {
        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);
    }

    /** A step that works on specifications. */
    public interface ConfigureOrRearrangerConsumer<I, O> {
        /** @throws InvalidSettingsException if the node cannot run with these settings on these inputs */
        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** Settings and specifications. */
    public interface ConfigureInput {
        <S extends NodeParameters> S getParameters();

        PortObjectSpec[] getInPortSpecs();

        <S extends PortObjectSpec> S getInPortSpec(int index);

        DataTableSpec[] getInTableSpecs();

        DataTableSpec getInTableSpec(int portIndex);

        PortType[] getOutPortTypes();
    }

    /** Takes the outgoing specifications; one that is not set stays null, which means "not known yet". */
    public interface ConfigureOutput {
        <S extends PortObjectSpec> void setOutSpec(int index, S spec);

        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        void setWarningMessage(String message);
    }

    /** Settings and data. */
    public interface ExecuteInput {
        <S extends NodeParameters> S getParameters();

        ExecutionContext getExecutionContext();

        PortObject[] getInPortObjects();

        <D extends PortObject> D getInPortObject(int portIndex);

        BufferedDataTable[] getInTables();

        BufferedDataTable getInTable(int portIndex);

        PortType[] getOutPortTypes();
    }

    /** Takes the results. */
    public interface ExecuteOutput {
        <D extends PortObject> void setOutData(int index, D data);

        @SuppressWarnings("unchecked")
        <D extends PortObject> void setOutData(D... data);

        /** Keeps data with the node, saved and loaded with it, for its view. */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setInternalData(D... data);

        void setWarningMessage(String message);
    }

    /** Third: the step that computes data. */
    public interface RequireExecute {
        DefaultModel execute(ExecuteConsumer execute);
    }

    /** A step that works on data. */
    public interface ExecuteConsumer {
        /**
         * @throws CanceledExecutionException if the user canceled
         * @throws KNIMEException if the work failed for a reason that the user should read
         */
        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }
}
