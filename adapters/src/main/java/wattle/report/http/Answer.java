package wattle.report.http;

/// What a server answered.
///
/// @param request method and address, without secrets, for sentences
/// @param status of HTTP
/// @param body as text
/// @param shown the beginning of the body in one line, fit to be printed: secrets taken out
public record Answer(String request, int status, String body, String shown) {

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /// "POST https://…: 403 permission denied".
    public String sentence() {
        return request + ": " + status + (shown.isEmpty() ? "" : " " + shown);
    }
}
