package wattle.hub.page.model;

import java.time.LocalDate;
import java.time.ZoneOffset;
import wattle.hub.exchange.CheckedClaim;
import wattle.ledger.Entry;
import wattle.ledger.check.Provenance;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;

/// A claim that is taken along, and what every [Format] says of it. Nothing in it is more than the
/// public record has. Immutable.
///
/// @param address of this revision's page
/// @param accessed the day on which it is taken, UTC
record Exported(CheckedClaim checked, Claim claim, String address, LocalDate accessed) {

    Entry entry() {
        return checked.entry();
    }

    String model() {
        return claim.subject().model();
    }

    /// By which papers cite it.
    String citeKey() {
        return "wattle-" + entry().id();
    }

    String title() {
        return "Energy and carbon of " + model();
    }

    /// When this revision was recorded, UTC.
    LocalDate recorded() {
        return entry().recordedAt().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /// Whom the record is by: who made the model, or who sent the claim where that was not stated.
    String author() {
        String developer = claim.subject().developer();
        return developer == null ? entry().owner() : developer;
    }

    String provenance() {
        Provenance provenance = checked.provenance();
        return provenance == null ? Provenance.CLAIMED.label() : provenance.label();
    }

    /// "552 t CO2eq, location-based, estimated; published in Patterson et al. 2021, Table 4".
    String summary() {
        var said = new StringBuilder(ClaimWords.carbon(claim));
        said.append(", ").append(ClaimWords.basis(claim)).append(", ").append(provenance());
        for (Citation each : claim.evidence().citations()) {
            said.append("; published in ").append(source(each));
        }
        return said.toString();
    }

    /// "Patterson et al. 2021, Table 4".
    static String source(Citation citation) {
        return citation.locator() == null
                ? citation.document()
                : citation.document() + ", " + citation.locator();
    }
}
