package org.ggscale.adapters.postgres;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Takes its bounds off each connection of a migration: what bounds a request does not bound a migration. */
final class WithoutHaste implements Callback {
    private static final String UNBOUNDED =
            "set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_CONNECT;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(UNBOUNDED);
        } catch (SQLException e) {
            throw Failures.translate("migrations", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "without_haste";
    }
}
