package wattle.plan.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.plan.Load;

class PaperTest {

    @Test
    void aJobDrawsItsEnergyAtConstantPower() {
        PaperJob bert = job("bert-pretrain");
        Load load = bert.load(Duration.ofMinutes(5));

        assertThat(load.slots()).isEqualTo(432);
        assertThat(load.energy(0).kilowattHours() * 432).isCloseTo(37.3, within(1e-9));
        assertThat(bert.accelerators()).isEqualTo(8);
    }

    @Test
    void whereTableAndFigureDisagreeTheOneWithMoreDigitsIsTaken() {
        assertThat(job("transformer-6b").energy().kilowattHours()).isCloseTo(13812.4, within(1e-9));
        assertThat(job("densenet-169").energy().kilowattHours()).isCloseTo(0.028, within(1e-12));
        assertThat(job("densenet-201").duration()).isEqualTo(Duration.ofMinutes(25));
    }

    @Test
    void everyJobHasASavingForEveryAllowanceAndPausingNeverSavesLess() {
        List<PaperSaving> savings = PaperSaving.ofDodge2022();

        assertThat(savings).hasSize(8 * 11);
        for (String allowance : List.of("6h", "12h", "18h", "24h", "25%", "50%", "75%", "100%")) {
            assertThat(savings.stream().filter(each -> each.allowance().equals(allowance)))
                    .extracting(PaperSaving::job)
                    .containsExactlyElementsOf(
                            PaperJob.ofDodge2022().stream().map(PaperJob::key).toList());
        }
        assertThat(savings).allMatch(each -> each.flexibleStart() <= each.pauseResume());
        assertThat(PaperSaving.source().name()).contains("10.1145/3531146.3533234");
    }

    private static PaperJob job(String key) {
        return PaperJob.ofDodge2022().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
