package wattle.unit.http;

import java.time.Duration;

/// Is told what a request is doing, for a line of progress. Called on the thread that asks.
public interface HttpListener {

    HttpListener NONE =
            new HttpListener() {
                @Override
                public void asking(String request, int attempt) {}

                @Override
                public void waiting(String request, String why, Duration pause) {}
            };

    /// Called before each attempt.
    ///
    /// @param request method and address without secrets
    /// @param attempt counted from 1
    void asking(String request, int attempt);

    /// Called before each pause between two attempts.
    ///
    /// @param why in a few words, such as `429`
    void waiting(String request, String why, Duration pause);
}
