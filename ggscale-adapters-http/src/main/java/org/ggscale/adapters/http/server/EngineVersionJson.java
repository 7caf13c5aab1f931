package org.ggscale.adapters.http.server;

import org.ggscale.core.engine.EngineVersion;

/** The forms of an engine version in answers. */
final class EngineVersionJson {
    private EngineVersionJson() {}

    static JsonOutput of(EngineVersion version) {
        return resolved(version)
                .with("options", new JsonOutput.Raw(version.options().json()))
                .with("status", version.status().wireName())
                .with("created_at", version.createdAt())
                .with("updated_at", version.updatedAt());
    }

    static JsonOutput resolved(EngineVersion version) {
        return JsonOutput.object()
                .with("version", version.version().text())
                .with("image_ref", version.imageRef().text());
    }
}
