package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ggscale.core.Storage;
import org.ggscale.core.tenant.Tenant;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.tenant.Tenants;
import org.junit.jupiter.api.Test;

/** What every {@link Tenants} keeps. */
public interface TenantsContract {
    /** Returns the stores under test: without a tenant but the default one before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void the_default_tenant_is_there_from_the_beginning() {
        assertThat(tenants().find(TenantId.DEFAULT))
                .hasValueSatisfying(tenant -> assertThat(tenant.id()).isEqualTo(TenantId.DEFAULT));
        assertThat(tenants().add(new Tenant(TenantId.DEFAULT, "once more"))).isFalse();
    }

    @Test
    default void a_tenant_is_found_as_it_was_added() {
        Tenant first = new Tenant(new TenantId(Long.MAX_VALUE), "Ąą \"x\"");
        Tenant second = new Tenant(new TenantId(70), "second");

        assertThat(tenants().add(first)).isTrue();
        assertThat(tenants().add(second)).isTrue();

        assertThat(tenants().find(first.id())).contains(first);
        assertThat(tenants().find(second.id())).contains(second);
    }

    @Test
    default void an_unknown_tenant_is_not_found() {
        tenants().add(new Tenant(new TenantId(70), "seventy"));

        assertThat(tenants().find(new TenantId(71))).isEmpty();
    }

    @Test
    default void an_id_is_given_once() {
        Tenant first = new Tenant(new TenantId(70), "first");
        tenants().add(first);

        assertThat(tenants().add(new Tenant(first.id(), "second"))).isFalse();

        assertThat(tenants().find(first.id())).contains(first);
    }

    @Test
    default void of_many_at_once_one_is_added() {
        TenantId id = new TenantId(70);

        List<Boolean> added = Crowd.of(number -> tenants().add(new Tenant(id, "tenant " + number)));

        int winner = added.indexOf(true);
        assertThat(added).containsOnlyOnce(true);
        assertThat(tenants().find(id)).contains(new Tenant(id, "tenant " + winner));
    }

    private Tenants tenants() {
        return storage().tenants();
    }
}
