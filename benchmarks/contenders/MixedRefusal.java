import org.seqnet.engine.kernel.product.Mixed;

/** Prints why this machine computes nothing in mixed precision; nothing if it does. */
final class MixedRefusal {
    private MixedRefusal() {}

    public static void main(String[] arguments) {
        Mixed.ofProcess().refusal().ifPresent(System.out::println);
    }
}
