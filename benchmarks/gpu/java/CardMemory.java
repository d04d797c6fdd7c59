import com.sun.jna.NativeLibrary;
import org.seqnet.cudnn.card.Card;
import org.seqnet.engine.backend.CardStart;

/** The first card as the driver sees it, whoever computes on it. */
final class CardMemory {
    private final Card card;

    /** Starts what the product starts, which loads the libraries. */
    CardMemory() {
        CardStart.ofProcess().device().orElseThrow();
        this.card = new Card(0, true);
    }

    /** Returns the card, computing in full single precision. */
    Card exact() {
        return card;
    }

    long freeBytes() {
        return card.freeBytes();
    }

    /** Sets how much memory a stand-in for a card has. */
    void limit(long bytes) {
        NativeLibrary.getInstance(System.getProperty("seqnet.cudaLibraries") + "/libcuda.so.1")
                .getFunction("standin_memory")
                .invokeVoid(new Object[] {bytes});
    }
}
