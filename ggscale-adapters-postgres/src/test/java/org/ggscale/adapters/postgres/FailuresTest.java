package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08001", "08003", "08004", "08006", "28P01", "28000", "3D000", "40001", "40P01", "53100", "53200",
                "53300", "57014", "57P01", "57P02", "57P03", "58030", "25006", "55P03"
            })
    void trouble_of_the_server_is_unavailability(String state) {
        assertThat(Failures.translate("records.find", new IllegalStateException(new SQLException("no\nmore", state))))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("records.find: no")
                .extracting(e -> ((UnavailableException) e).backend())
                .isEqualTo("postgres");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22001", "22021", "23502", "23503", "23505", "23514", "25001", "42501", "42601", "42P01", "P0001",
                "XX000"
            })
    void trouble_with_the_statement_is_a_refusal(String state) {
        assertThat(Failures.translate("records.find", new IllegalStateException(new SQLException("no", state))))
                .isInstanceOf(RejectedException.class)
                .hasMessage("records.find: no")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_pool_without_a_connection_is_unavailability_and_tells_the_drivers_reason() {
        SQLException refused = new SQLException("Connection refused", "08001");
        SQLException pool = new SQLTransientConnectionException("not available after 5000ms", refused);

        assertThat(Failures.translate("records.find", new ConnectionException(pool)))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("records.find: not available after 5000ms Connection refused");
    }

    @Test
    void a_closed_pool_is_unavailability() {
        assertThat(Failures.translate("records.find", new SQLException("has been closed")))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void what_the_database_did_not_throw_stays_as_it_is() {
        IllegalStateException bug = new IllegalStateException("bug");

        assertThat(Failures.translate("records.find", bug)).isSameAs(bug);
    }
}
