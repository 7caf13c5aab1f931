package org.ggscale.adapters.http.server;

import java.util.List;
import java.util.Optional;
import org.ggscale.core.GgScale;
import org.ggscale.core.Page;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;

/** Running games: begin, look, play a turn now, end. */
final class RuntimeRoutes {
    private static final String GAME = "/api/v1/internal/games/{game_id}";
    private static final String RUNTIMES = "/api/v1/internal/runtimes";
    private static final String RUNTIME = RUNTIMES + "/{game_id}";

    private final GgScale ggscale;

    RuntimeRoutes(GgScale ggscale) {
        this.ggscale = ggscale;
    }

    List<Route> routes() {
        return List.of(
                Route.post("internalRegisterRuntime", GAME + "/register-runtime", Route.Body.OBJECT, this::register),
                Route.get("internalGameLiveness", GAME + "/liveness", this::liveness),
                Route.get("internalListRuntimes", RUNTIMES, this::list).query("status", "cursor", "limit"),
                Route.get("internalGetRuntime", RUNTIME, this::get),
                Route.post("internalForceNextTurn", RUNTIME + "/force-next-turn", Route.Body.NONE, this::force),
                Route.post("internalStopRuntime", RUNTIME + "/stop", Route.Body.OBJECT, this::stop),
                Route.post("internalRestartRuntime", RUNTIME + "/restart", Route.Body.OPTIONAL_OBJECT, this::restart),
                Route.post("internalPatchRuntime", RUNTIME + "/patch", Route.Body.OBJECT, this::patch),
                Route.post(
                        "internalPauseRuntime",
                        RUNTIME + "/pause",
                        Route.Body.NONE,
                        call -> Outcomes.of(ggscale.pauser().pause(call.known(call.game())))),
                Route.post(
                        "internalResumeRuntime",
                        RUNTIME + "/resume",
                        Route.Body.NONE,
                        call -> Outcomes.of(ggscale.pauser().resume(call.known(call.game())))),
                Route.post("internalBanishRace", GAME + "/race/banish", Route.Body.OBJECT, this::banish),
                Route.get("internalListOperations", RUNTIME + "/operations", this::operations)
                        .query("cursor", "limit"),
                Route.get("internalListTurns", RUNTIME + "/turns", this::turns).query("cursor", "limit"));
    }

    private Answer register(Call call) {
        NewRuntime request = RegistrationRequest.read(call.game(), call.json());
        call.known(request.key());
        return Outcomes.of(
                ggscale.registrar().register(request), request.version().text());
    }

    private Answer liveness(Call call) {
        RuntimeStatus status = find(call.known(call.game())).status();
        return Answer.json(
                200,
                JsonOutput.object()
                        .with("ready", status == RuntimeStatus.RUNNING)
                        .with("status", status.wireName()));
    }

    private Answer list(Call call) {
        Optional<RuntimeStatus> status = call.choice("status", RuntimeStatus.values(), RuntimeStatus::wireName);
        Page.Request page = call.page();
        TenantId tenant = call.known(call.tenant());
        return Answer.list(ggscale.storage().runtimeRecords().list(tenant, status, page), RuntimeJson::of);
    }

    private Answer get(Call call) {
        return Answer.json(200, RuntimeJson.of(find(call.known(call.game()))));
    }

    /** The turn has a thread of its own: a caller that hangs up ends nothing. */
    private Answer force(Call call) throws InterruptedException {
        return Outcomes.of(ggscale.turns().force(call.known(call.game())));
    }

    private Answer stop(Call call) {
        GameKey game = call.game();
        String reason = call.json().only("reason").value("reason", RuntimeRoutes::reason);
        return Outcomes.of(ggscale.stopper().stop(call.known(game), reason));
    }

    private Answer banish(Call call) {
        GameKey game = call.game();
        RaceName race = call.json().only("race_name").value("race_name", RaceName::new);
        return Outcomes.of(ggscale.banisher().banish(call.known(game), race));
    }

    /** The restart has a thread of its own: a caller that hangs up ends nothing. */
    private Answer restart(Call call) throws InterruptedException {
        GameKey game = call.game();
        boolean move = call.json().only("move").truth("move");
        return Outcomes.of(ggscale.turns().restart(call.known(game), move));
    }

    private Answer patch(Call call) throws InterruptedException {
        GameKey game = call.game();
        SemanticVersion version = call.json().only("version").value("version", SemanticVersion::parse);
        return Outcomes.of(ggscale.turns().patch(call.known(game), version), version.text());
    }

    private Answer operations(Call call) {
        GameKey game = call.game();
        Page.Request request = call.page();
        Page<OperationEntry> page = ggscale.storage().operationLog().list(call.known(game), request);
        if (page.items().isEmpty() && request.cursor().isEmpty()) {
            throw Refusal.noSuchGame();
        }
        return Answer.list(page, HistoryJson::of);
    }

    private Answer turns(Call call) {
        GameKey game = call.game();
        Page.Request request = call.page();
        find(call.known(game));
        return Answer.list(ggscale.storage().turns().history(game, request), HistoryJson::of);
    }

    private RuntimeRecord find(GameKey game) {
        return ggscale.storage().runtimeRecords().find(game).orElseThrow(Refusal::noSuchGame);
    }

    private static String reason(String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > 1_000) {
            throw new IllegalArgumentException("it has 1 to 1,000 characters and is not blank");
        }
        return text;
    }
}
