package org.ggscale.testkit.twins;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContractsBiteTest {
    @Test
    void every_test_of_tenants_bites() {
        Bite.assertEveryTestBites(Stores.OfTenants.class, TenantsTwins.ALL);
    }

    @Test
    void every_test_of_engine_versions_bites() {
        Bite.assertEveryTestBites(
                Stores.OfEngineVersions.class,
                Stream.of(EngineVersionsTwins.ALL, EngineVersionChangesTwins.ALL)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void every_test_of_runtime_records_bites() {
        Bite.assertEveryTestBites(
                Stores.OfRuntimeRecords.class,
                Stream.of(RecordsTwins.ALL, TransitionsTwins.ALL, PausesTwins.ALL, PlacementsTwins.ALL)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void every_test_of_turns_bites() {
        Bite.assertEveryTestBites(
                Stores.OfTurns.class,
                Stream.of(ClaimsTwins.ALL, CompletionsTwins.ALL, RecoveryTwins.ALL)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void every_test_of_player_mappings_bites() {
        Bite.assertEveryTestBites(Stores.OfPlayerMappings.class, PlayersTwins.MAPPINGS);
    }

    @Test
    void every_test_of_memberships_bites() {
        Bite.assertEveryTestBites(
                Stores.OfMemberships.class,
                Stream.of(PlayersTwins.MEMBERSHIPS, MembershipChangesTwins.ALL)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void every_test_of_operations_bites() {
        Bite.assertEveryTestBites(Stores.OfOperationLog.class, OperationLogTwins.ALL);
    }

    @Test
    void every_test_of_runtime_events_bites() {
        Bite.assertEveryTestBites(
                Stores.OfRuntimeEvents.class,
                Stream.of(EventsTwins.ALL, RetentionTwins.ALL)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void every_test_of_health_snapshots_bites() {
        Bite.assertEveryTestBites(Stores.OfHealthSnapshots.class, HealthTwins.ALL);
    }

    @Test
    void every_test_of_hosts_bites() {
        Bite.assertEveryTestBites(Stores.OfHosts.class, HostsTwins.HOSTS);
    }

    @Test
    void every_test_of_storage_bites() {
        Bite.assertEveryTestBites(Stores.OfStorage.class, HostsTwins.STORAGE);
    }

    @Test
    void every_test_of_engine_client_bites() {
        Bite.assertEveryTestBites(Engines.OfClient.class, EnginesTwins.CLIENT);
    }

    @Test
    void every_test_of_engine_deadlines_bites() {
        Bite.assertEveryTestBites(Engines.OfDeadlines.class, EnginesTwins.DEADLINES);
    }

    @Test
    void every_test_of_engine_instances_bites() {
        Bite.assertEveryTestBites(Engines.OfInstances.class, InstancesTwins.INSTANCES);
    }

    @Test
    void every_test_of_engine_watch_bites() {
        Bite.assertEveryTestBites(Engines.OfWatch.class, InstancesTwins.WATCH);
    }

    @Test
    void every_test_of_engine_check_bites() {
        Bite.assertEveryTestBites(Engines.OfCheck.class, InstancesTwins.CHECK);
    }

    @Test
    void every_test_of_engine_outage_bites() {
        Bite.assertEveryTestBites(Engines.OfOutage.class, InstancesTwins.OUTAGE);
    }

    @Test
    void every_test_of_in_process_engine_bites() {
        Bite.assertEveryTestBites(Engines.OfGame.class, GameTwins.ALL);
    }

    @Test
    void every_test_of_ticker_bites() {
        Bite.assertEveryTestBites(Engines.OfTicker.class, TickerTwins.ALL);
    }
}
