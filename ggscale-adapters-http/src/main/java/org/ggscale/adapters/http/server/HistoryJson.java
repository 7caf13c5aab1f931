package org.ggscale.adapters.http.server;

import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.turn.TurnRow;

/** The forms of what has happened to a game in answers. */
final class HistoryJson {
    private HistoryJson() {}

    static JsonOutput of(OperationEntry entry) {
        return JsonOutput.object()
                .with("operation_id", entry.operationId().toString())
                .with("game_id", entry.key().gameId().toString())
                .with("operation", entry.operation().wireName())
                .with("source", entry.source().wireName())
                .with("status", entry.status().wireName())
                .with("started_at", entry.startedAt())
                .with("finished_at", entry.finishedAt())
                .with("error", entry.error().map(HistoryJson::error))
                .with("detail", entry.detail());
    }

    static JsonOutput of(TurnRow turn) {
        return JsonOutput.object()
                .with("turn", turn.turn())
                .with("scheduled_for", turn.scheduledFor())
                .with("trigger", turn.trigger().wireName())
                .with("started_at", turn.startedAt())
                .with("finished_at", turn.finishedAt())
                .with("outcome", turn.outcome().wireName());
    }

    private static JsonOutput error(Failure failure) {
        return JsonOutput.object().with("code", failure.code().wireName()).with("message", failure.message());
    }
}
