package wattle.hub.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.ledger.Scope;

/// Where [Routes] put what they answer. Used by one thread, before the server listens.
public final class Router {

    private final List<Route> routes = new ArrayList<>();

    /// @param path as Javalin writes it, which for a parameter is as OpenAPI does: `/v1/runs/{run}`
    /// @param scope that a token needs; null where none is needed
    record Route(HandlerType method, String path, @Nullable Scope scope, Handler handler) {}

    /// For everybody.
    public Router get(String path, Handler handler) {
        return add(HandlerType.GET, path, null, handler);
    }

    /// For everybody.
    public Router post(String path, Handler handler) {
        return add(HandlerType.POST, path, null, handler);
    }

    /// For those whose token has the scope.
    public Router get(String path, Scope scope, Handler handler) {
        return add(HandlerType.GET, path, scope, handler);
    }

    /// For those whose token has the scope.
    public Router post(String path, Scope scope, Handler handler) {
        return add(HandlerType.POST, path, scope, handler);
    }

    /// @param scope null for everybody
    /// @throws IllegalArgumentException if the method and path are taken
    public Router add(HandlerType method, String path, @Nullable Scope scope, Handler handler) {
        for (Route each : routes) {
            if (each.method().equals(method) && each.path().equals(path)) {
                throw new IllegalArgumentException(method + " " + path + " is there already");
            }
        }
        routes.add(new Route(method, path, scope, handler));
        return this;
    }

    /// In the order in which they are tried: fixed names before parameters, so that
    /// `/emissions/bylocation` is not taken for the emission of that name.
    List<Route> routes() {
        List<Route> fixedFirst = new ArrayList<>();
        for (Route each : routes) {
            if (each.path().indexOf('{') < 0) {
                fixedFirst.add(each);
            }
        }
        for (Route each : routes) {
            if (each.path().indexOf('{') >= 0) {
                fixedFirst.add(each);
            }
        }
        return List.copyOf(fixedFirst);
    }
}
