package org.seqnet.engine.kernel.product;

import java.util.Optional;
import java.util.function.Supplier;

/** Products in mixed precision: what became of them on this machine. */
public final class Mixed {
    private static final String SUPPORT = "org.seqnet.onednn.OneDnnSupport";
    private static final String NOT_INSTALLED = "The bundle org.seqnet.onednn is not installed.";

    private static final Mixed OF_PROCESS = new Mixed(Mixed::installed);

    private final Supplier<Optional<MixedSupport>> installed;
    private MatrixProducts products;
    private String instructions;
    private String refusal;

    /** @param installed what the bundle brings, if there is one; asked once */
    Mixed(Supplier<Optional<MixedSupport>> installed) {
        this.installed = installed;
    }

    /** Returns those of this process. */
    public static Mixed ofProcess() {
        return OF_PROCESS;
    }

    private static Optional<MixedSupport> installed() {
        try {
            return Optional.of((MixedSupport)
                    Class.forName(SUPPORT).getDeclaredConstructor().newInstance());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns why there are none, as a sentence for people; empty if there are. */
    public synchronized Optional<String> refusal() {
        start();
        return Optional.ofNullable(refusal);
    }

    /** Returns the instructions that compute them; empty if there are none. */
    public synchronized Optional<String> instructions() {
        start();
        return Optional.ofNullable(instructions);
    }

    /** Returns the products; empty if there are none. */
    public synchronized Optional<MatrixProducts> products() {
        start();
        return Optional.ofNullable(products);
    }

    private void start() {
        if (products != null || refusal != null) {
            return;
        }
        try {
            var support = installed.get();
            refusal =
                    support.isEmpty() ? NOT_INSTALLED : support.get().refusal().orElse(null);
            if (refusal == null) {
                products = support.get().start();
                instructions = support.get().instructions();
            }
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) { // A library that does not load costs speed, not the job.
            refusal = "oneDNN does not load (" + e + ").";
        }
    }
}
