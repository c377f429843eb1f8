package wattle.grid.electricitymaps;

import java.util.Locale;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.http.GridService;
import wattle.unit.http.Answer;

/// What the service's refusals mean. Their bodies are objects with `error` and sometimes `message`,
/// in words that are not documented: they only decide between reasons that a status leaves open.
final class Refusal {

    private Refusal() {}

    static GridException of(GridService service, Answer answer, Question question) {
        String zone = question.zone().key();
        String words = answer.body().toLowerCase(Locale.ROOT);
        return switch (answer.status()) {
            case 401, 403 ->
                    service.refused(
                            Reason.NOT_AUTHORISED,
                            answer,
                            words.contains("invalid auth-token")
                                    ? "it does not know this token"
                                    : "this token may not read "
                                            + question.right()
                                            + " of zone "
                                            + zone
                                            + ". A free token reads the zone it was made for and"
                                            + " its last 24 hours; the list of zones says what"
                                            + " this one may read");
            // A 200 comes here with an error in its body.
            case 200, 404 -> missing(service, answer, zone, words);
            case 400 ->
                    words.contains("zone") && !words.contains("granularity")
                            ? missing(service, answer, zone, words)
                            : service.refused(
                                    Reason.NOT_OFFERED,
                                    answer,
                                    "it does not answer this question about zone " + zone);
            default -> service.malformed(answer, "status " + answer.status(), null);
        };
    }

    private static GridException missing(
            GridService service, Answer answer, String zone, String words) {
        if (words.contains("no recent data") || words.contains("no data")) {
            return service.refused(
                    Reason.NOT_COVERED,
                    answer,
                    "it has no data of zone " + zone + " for that time");
        }
        return service.refused(Reason.UNKNOWN_ZONE, answer, "it does not know the zone " + zone);
    }
}
