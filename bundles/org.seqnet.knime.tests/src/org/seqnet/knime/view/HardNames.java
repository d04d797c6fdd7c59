package org.seqnet.knime.view;

import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.sequence.LabelDomain;

/** Names that are hard to show. */
final class HardNames {
    /** Names as people give them: long with and without spaces, in another script, with signs of HTML. */
    static final List<String> LONG = List.of(
            "a_file_name_without_a_space_".repeat(6),
            "walking upstairs while carrying a box in both hands ".repeat(3).strip(),
            "<b>歩行</b> & العربية \"quoted\" 100 %");

    /** Long names that differ in little, and some from right to left or with an emoji. */
    static List<String> alike(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> switch (i % 4) {
                    case 0 -> "vibration of the main bearing of the conveyor belt in hall 7, state " + i + ", severe";
                    case 1 -> "state " + i + " of the main bearing of the conveyor belt in hall 7, vibrating severely";
                    case 2 -> "حالة المحمل الرئيسي للحزام الناقل في القاعة رقم سبعة عند اهتزاز شديد " + i;
                    default -> "👩‍🔧".repeat(40) + i;
                })
                .toList();
    }

    static final List<String> STATES = List.of("normal", "worn bearing", "loose belt");

    static final LabelDomain LONG_LABELS = new LabelDomain(LONG);

    private HardNames() {}

    static String[] articles(int count) {
        var names = List.of("T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag");
        return IntStream.range(0, count)
                .mapToObj(i -> i < names.size() ? names.get(i) : "ankle boot " + i)
                .toArray(String[]::new);
    }
}
