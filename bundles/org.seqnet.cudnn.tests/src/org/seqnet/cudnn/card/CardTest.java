package org.seqnet.cudnn.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.cudnn.StandIn;

class CardTest {
    private StandIn standIn;

    @BeforeEach
    void start() {
        standIn = StandIn.start();
    }

    @AfterEach
    void nothing_is_left_or_wrong() {
        standIn.reset();
        assertThat(standIn.left()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cublasCreate               | 3    | The GPU has too little free memory: 8,192 MB of the GPU's memory are free. Decrease the batch size, close other programs, or set the device to cpu.
                    cudnnCreate                | 4004 | The GPU has too little free memory: 8,192 MB of the GPU's memory are free. Decrease the batch size, close other programs, or set the device to cpu.
                    cudnnRNNForward            | 4003 | There is too little free memory, on the GPU or in the machine: 8,192 MB of the GPU's memory are free. Decrease the batch size, close other programs, or set the device to cpu.
                    cuModuleLoadData           | 2    | The GPU has too little free memory: 8,192 MB of the GPU's memory are free. Decrease the batch size, close other programs, or set the device to cpu.
                    addFigures                 | 2    | The GPU has too little free memory: 8,192 MB of the GPU's memory are free. Decrease the batch size, close other programs, or set the device to cpu.
                    cudnnRNNForward            | 1002 | Two versions of cuDNN are mixed, or a part of it is missing: cudnnRNNForward returned error 1002. Set the preference "CUDA libraries folder" to a folder with a complete cuDNN 9, and restart KNIME.
                    cudnnConvolutionForward    | 1008 | Two versions of cuDNN are mixed, or a part of it is missing: cudnnConvolutionForward returned error 1008. Set the preference "CUDA libraries folder" to a folder with a complete cuDNN 9, and restart KNIME.
                    cublasSgemm                | 13   | The GPU failed: cublasSgemm returned error 13. Execute the node again; if it fails again, see the node Device Report, or set the device to cpu.
                    cudnnRNNForward            | 5003 | The GPU failed: cudnnRNNForward returned error 5003. Execute the node again; if it fails again, see the node Device Report, or set the device to cpu.
                    cuMemcpyHtoDAsync          | 1    | The GPU failed: cuMemcpyHtoDAsync returned error 1. Execute the node again; if it fails again, see the node Device Report, or set the device to cpu.
                    """)
    void an_error_that_does_not_last_is_told_with_what_to_do(String call, int status, String expected) {
        var card = standIn.card();
        card.enter();

        assertThatThrownBy(() -> CardException.require(status, call))
                .isInstanceOf(CardException.class)
                .hasMessage(expected);
        assertThat(card.failure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cuGraphLaunch, 719, 719",
        "addFigures, 700, 700",
        "cuStreamSynchronize, 999, 999",
        "cublasSgemm, 13, 719",
        "cublasSgemm, 14, 715",
        "cudnnRNNForward, 5000, 702",
        "cudnnRNNForward, 5003, 718"
    })
    void an_error_after_which_all_calls_fail_is_remembered(String call, int status, int ofDriver) {
        var card = standIn.card();
        card.enter();
        standIn.breakAt(standIn.calls() + 1, ofDriver);

        assertThatThrownBy(() -> CardException.require(status, call))
                .isInstanceOf(CardException.class)
                .hasMessage("The GPU failed: %s returned error %d. It cannot be used any more until KNIME is "
                                .formatted(call, status)
                        + "restarted. If it fails again then, see the node Device Report, or set the device to cpu.");
        assertThatThrownBy(() -> CardException.require(717, "cuMemAlloc")).isInstanceOf(CardException.class);
        assertThat(card.failure()).contains("%s returned error %d".formatted(call, status));
    }

    @Test
    void too_little_main_memory_is_told_as_such() {
        try (var queue = standIn.card().queue()) {
            assertThatThrownBy(() -> queue.pinned(1L << 60))
                    .isInstanceOf(CardException.class)
                    .hasMessage("The machine has too little free main memory: 1,099,511,627,777 MB more are required "
                            + "for the GPU. Decrease the batch size, close other programs, or set the device to cpu.");
        }
    }

    @Test
    void a_card_that_does_not_start_is_given_back() {
        long before = standIn.contexts();
        int fails = 0;
        for (int call = 1; call <= 5; call++) {
            standIn.reset();
            standIn.failAt(call);
            assertThatThrownBy(standIn::card).isInstanceOf(CardException.class);
            assertThat(standIn.contexts()).isEqualTo(before);
            fails++;
        }
        standIn.reset();
        var card = standIn.card();
        assertThat(standIn.calls()).isEqualTo(fails);
        assertThat(standIn.contexts()).isEqualTo(before + 1);
        card.release();
        assertThat(standIn.contexts()).isEqualTo(before);
    }
}
