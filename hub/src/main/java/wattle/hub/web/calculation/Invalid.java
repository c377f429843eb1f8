package wattle.hub.web.calculation;

import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;

/// Refusals of what a request says, by place.
final class Invalid {

    private Invalid() {}

    /// Status 422.
    ///
    /// @param posted whether the request's fields stand in its body; else in its query
    /// @param place a JSON pointer, such as `/energy/csv`, of which a query has the first part
    static ProblemException at(boolean posted, String place, String code, String detail) {
        return new ProblemException(Problem.of(422, detail, place(posted, place, code, detail)));
    }

    /// In the body or in the query.
    static Problem.Place place(boolean posted, String place, String code, String detail) {
        return posted
                ? Problem.Place.inBody(place, code, detail)
                : Problem.Place.inQuery(place.replace("/", ""), code, detail);
    }
}
