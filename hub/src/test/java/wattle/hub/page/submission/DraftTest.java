package wattle.hub.page.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.testing.ledger.RandomClaims;

class DraftTest {

    private static Draft said(String... namesAndValues) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            said.computeIfAbsent(namesAndValues[i], _ -> new ArrayList<>())
                    .add(namesAndValues[i + 1]);
        }
        return Draft.of(said);
    }

    @Test
    void whatTheFormCanHoldComesBackToTheLetter() {
        var claims = new RandomClaims(new Random(20261122));
        int whole = 0;
        for (int i = 0; i < 500; i++) {
            Claim claim = claims.next();
            String beyond = Draft.beyond(claim);
            if (beyond == null) {
                whole++;
                assertThat(ClaimJson.text(Draft.of(claim).claim()))
                        .isEqualTo(ClaimJson.text(claim));
            } else {
                assertThat(
                                claim.evidence().audit() != null
                                        || claim.evidence().citations().size() > Draft.LISTED
                                        || claim.scores().size() > Draft.LISTED
                                        || !Draft.of(claim).claim().equals(claim))
                        .isTrue();
            }
        }
        assertThat(whole).isGreaterThan(100);
    }

    @Test
    void anUnansweredFieldSaysNothing() {
        Claim claim = said("model", "M", "energy_unit", "MWh", "basis", "location").claim();
        assertThat(claim).isEqualTo(RandomClaims.named("M"));
    }

    @Test
    void aFigureKeepsItsDigitsAndItsUnit() {
        Claim claim = said("model", "M", "carbon", "24,70", "carbon_unit", "t").claim();
        assertThat(String.valueOf(claim.reported().carbon())).isEqualTo("24.70 t");
    }

    @Test
    void whatIsWrongIsSaidAtItsField() {
        assertThat(said().wrong()).containsOnlyKeys("model", "energy");
        assertThat(said("model", "M", "energy", "many").wrong()).containsOnlyKeys("energy");
        assertThat(said("model", "M", "energy", "1", "pue", "0.5").wrong()).containsOnlyKeys("pue");
        assertThat(said("model", "M", "energy", "1", "country_code", "FRA").wrong())
                .containsOnlyKeys("country_code");
        assertThat(said("model", "M", "energy", "1", "start", "yesterday").wrong())
                .containsOnlyKeys("start");
        assertThat(said("model", "M", "energy", "1", "year", "20266").wrong())
                .containsOnlyKeys("year");
        assertThat(said("model", "M", "energy", "1", "boundary", "moon").wrong())
                .containsOnlyKeys("boundary");
        assertThat(said("model", "M".repeat(201), "energy", "1").wrong()).containsOnlyKeys("model");
        assertThat(said("model", "M", "energy", "1e99").wrong()).containsOnlyKeys("energy");
        assertThat(said("model", "M", "energy", "1", "devices", "1e999999999").wrong())
                .containsOnlyKeys("devices");
        assertThat(said("model", "M", "energy", "1", "score", "0.9").wrong())
                .containsOnlyKeys("metric");
        assertThat(said("model", "M", "energy", "1").wrong()).isEmpty();
    }

    @Test
    void theCommentOnFindingsIsPartOfTheRecord() {
        Draft draft = said("model", "M", "energy", "1", "notes", "N", "comment", "It is so.");
        assertThat(draft.claim().evidence().notes())
                .isEqualTo("N\nOf the findings its sender says: It is so.");
    }
}
