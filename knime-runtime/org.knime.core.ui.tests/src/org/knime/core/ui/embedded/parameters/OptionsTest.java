package org.knime.core.ui.embedded.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.knime.core.ui.embedded.parameters.Options.Option;

/** The expected order and texts are those of KNIME 5.8.2 for the same parameters; what it refuses is refused. */
class OptionsTest {
    @Test
    void options_follow_the_parts_of_the_dialog() {
        assertThat(Options.of(ManyParts.class))
                .extracting(Option::title)
                .containsExactly(
                        "Nowhere",
                        "In root",
                        "Loose",
                        "In Yak",
                        "In row",
                        "In Zebra",
                        "Plain",
                        "In Ant",
                        "Elements",
                        "Loose in Ant");
    }

    @Test
    void constants_and_elements_are_listed_in_the_description() {
        assertThat(Options.of(ManyParts.class))
                .contains(
                        new Option(
                                "In Zebra",
                                "Choose <b>well</b>.\n<ul>\n<li><b>Quite slow</b>: Takes its time.</li>"
                                        + "\n<li><b>Very fast</b></li>\n</ul>"),
                        new Option("Plain", "Nothing to say of the constants."),
                        new Option(
                                "Elements",
                                "Several.\n<ul>\n<li><b>Key &amp; more</b>: The key.</li>\n<li><b>Value</b></li>"
                                        + "\n</ul>"));
    }

    @Test
    void parts_without_a_common_root_are_refused() {
        assertThatThrownBy(() -> Options.of(WrongParts.TwoRoots.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The settings of " + WrongParts.TwoRoots.class.getName()
                        + " lie in layout parts that have no common root: ");
    }

    @Test
    void parts_that_are_ordered_in_a_circle_are_refused() {
        assertThatThrownBy(() -> Options.of(WrongParts.Circle.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The order of the layout parts in " + WrongParts.Circle.class.getName()
                        + " contradicts itself; look at @After.");
    }

    @Test
    void parts_of_one_class_are_ordered_on_one_level_only() {
        assertThatThrownBy(() -> Options.of(WrongParts.OrderedAcrossLevels.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("which is not nested beside it.");
    }
}
