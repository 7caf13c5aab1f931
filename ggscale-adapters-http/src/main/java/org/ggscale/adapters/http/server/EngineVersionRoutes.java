package org.ggscale.adapters.http.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.GgScale;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.tenant.TenantId;

/** The programs that games run on. */
final class EngineVersionRoutes {
    private static final String VERSIONS = "/api/v1/internal/engine-versions";
    private static final String VERSION = VERSIONS + "/{version}";

    private final GgScale ggscale;

    EngineVersionRoutes(GgScale ggscale) {
        this.ggscale = ggscale;
    }

    List<Route> routes() {
        return List.of(
                Route.get("internalListEngineVersions", VERSIONS, this::list).query("status", "cursor", "limit"),
                Route.post("internalCreateEngineVersion", VERSIONS, Route.Body.OBJECT, this::create),
                Route.get("internalGetEngineVersion", VERSION, this::get),
                Route.of("internalUpdateEngineVersion", "PATCH", VERSION, Route.Body.OBJECT, this::update),
                Route.of("internalDeleteEngineVersion", "DELETE", VERSION, Route.Body.NONE, this::delete),
                Route.post("internalDeprecateEngineVersion", VERSION + "/deprecate", Route.Body.NONE, this::deprecate),
                Route.get("internalResolveEngineVersionImageRef", VERSION + "/image-ref", this::resolve));
    }

    private Answer list(Call call) {
        Optional<EngineVersion.Status> status =
                call.choice("status", EngineVersion.Status.values(), EngineVersion.Status::wireName);
        Page.Request page = call.page();
        return Answer.list(versions().list(call.known(call.tenant()), status, page), EngineVersionJson::of);
    }

    private Answer create(Call call) {
        JsonInput body = call.json().only("version", "image_ref", "options");
        SemanticVersion version = body.value("version", SemanticVersion::parse);
        ImageRef image = body.value("image_ref", ImageRef::parse);
        EngineOptions options =
                body.optionalObject("options").map(OptionsReader::read).orElse(EngineOptions.NONE);
        TenantId tenant = call.tenant();
        Instant now = ggscale.host().now();
        return Outcomes.of(versions()
                .create(
                        call.known(tenant),
                        new EngineVersion(version, image, options, EngineVersion.Status.ACTIVE, now, now)));
    }

    private Answer get(Call call) {
        return Answer.json(200, EngineVersionJson.of(find(call)));
    }

    private Answer update(Call call) {
        JsonInput body = call.json().only("image_ref", "options", "status");
        return update(
                call,
                new EngineVersions.Change(
                        body.optionalValue("image_ref", ImageRef::parse),
                        body.optionalObject("options").map(OptionsReader::read),
                        body.optionalValue("status", EngineVersion.Status::parse)));
    }

    private Answer deprecate(Call call) {
        return update(call, EngineVersions.Change.to(EngineVersion.Status.DEPRECATED));
    }

    private Answer update(Call call, EngineVersions.Change change) {
        SemanticVersion version = call.version();
        TenantId tenant = call.known(call.tenant());
        return versions()
                .update(tenant, version, change)
                .map(updated -> Answer.json(200, EngineVersionJson.of(updated)))
                .orElseThrow(() -> Outcomes.noSuchVersion(version.text()));
    }

    private Answer delete(Call call) {
        SemanticVersion version = call.version();
        return Outcomes.of(versions().delete(call.known(call.tenant()), version), version.text());
    }

    private Answer resolve(Call call) {
        EngineVersion version = find(call);
        if (version.status() == EngineVersion.Status.DISABLED) {
            throw Outcomes.noSuchVersion(version.version().text());
        }
        return Answer.json(200, EngineVersionJson.resolved(version));
    }

    private EngineVersion find(Call call) {
        SemanticVersion version = call.version();
        return versions()
                .find(call.known(call.tenant()), version)
                .orElseThrow(() -> Outcomes.noSuchVersion(version.text()));
    }

    private EngineVersions versions() {
        return ggscale.storage().engineVersions();
    }
}
