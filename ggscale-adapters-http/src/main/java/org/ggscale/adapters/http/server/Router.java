package org.ggscale.adapters.http.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.pathmap.MappedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;

/** The routing table of a surface; paths are matched as they were sent, before any escape is decoded. */
final class Router {
    private final List<Route> routes;
    private final PathMappings<Place> places = new PathMappings<>();

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
        Map<String, Map<String, Route>> byTemplate = new TreeMap<>();
        for (Route route : routes) {
            byTemplate
                    .computeIfAbsent(route.template(), template -> new TreeMap<>())
                    .put(route.method(), route);
        }
        byTemplate.forEach((template, methods) -> {
            UriTemplatePathSpec spec = new UriTemplatePathSpec(template);
            places.put(spec, new Place(spec, methods));
        });
    }

    List<Route> routes() {
        return routes;
    }

    /** Returns the route of a request, or refuses it; of several templates that fit, the plainest that has the method. */
    Match match(String method, String path) {
        List<Place> fitting = find(path);
        if (fitting.isEmpty()) {
            throw new Refusal(ErrorCode.NOT_FOUND, "there is no such route");
        }
        for (Place place : fitting) {
            Route route = place.methods().get(method);
            if (route != null) {
                return new Match(route, variables(place, path));
            }
        }
        String allowed = fitting.stream()
                .flatMap(place -> place.methods().keySet().stream())
                .sorted()
                .collect(Collectors.joining(", "));
        throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "this route allows " + allowed).header("Allow", allowed);
    }

    private static Map<String, String> variables(Place place, String path) {
        Map<String, String> variables = new HashMap<>();
        place.spec()
                .getPathParams(path)
                .forEach((name, value) -> variables.put(name, PercentEncoding.decodeSegment(name, value)));
        return variables;
    }

    /** Returns whether a path is answered without a token, whatever the method. */
    boolean isOpen(String path) {
        return find(path).stream()
                .flatMap(place -> place.methods().values().stream())
                .anyMatch(Route::open);
    }

    private List<Place> find(String path) {
        return places.getMatches(path).stream().map(MappedResource::getResource).toList();
    }

    /** A path of the table and what can be done there. */
    private record Place(UriTemplatePathSpec spec, Map<String, Route> methods) {}

    /** The route of a request and its decoded path variables. */
    record Match(Route route, Map<String, String> variables) {}
}
