package org.ggscale.testkit.twins;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ggscale.core.Storage;
import org.ggscale.core.tenant.Tenant;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.tenant.Tenants;

/** Stores of tenants with one fault each. */
final class TenantsTwins {
    static final List<Twin<Storage>> ALL = List.of(
            tenants("begins without any", real -> new Kept(new ConcurrentHashMap<>())),
            tenants("forgets the name", real -> new To(real) {
                @Override
                public Optional<Tenant> find(TenantId id) {
                    return super.find(id).map(tenant -> new Tenant(id, "a tenant"));
                }
            }),
            tenants("knows everybody", real -> new To(real) {
                @Override
                public Optional<Tenant> find(TenantId id) {
                    return super.find(id).or(() -> Optional.of(new Tenant(id, "stranger")));
                }
            }),
            tenants("lets the last one win", real -> new To(real) {
                private final Map<TenantId, Tenant> last = new ConcurrentHashMap<>();

                @Override
                public boolean add(Tenant tenant) {
                    last.put(tenant.id(), tenant);
                    return super.add(tenant);
                }

                @Override
                public Optional<Tenant> find(TenantId id) {
                    return Optional.ofNullable(last.get(id)).or(() -> super.find(id));
                }
            }),
            tenants("says yes to everybody", real -> new To(real) {
                @Override
                public boolean add(Tenant tenant) {
                    super.add(tenant);
                    return true;
                }
            }));

    private TenantsTwins() {}

    private static Twin<Storage> tenants(String fault, Function<Tenants, Tenants> broken) {
        return new Twin<>(fault, storage -> {
            Tenants twin = broken.apply(storage.tenants());
            return new Forwarding.ToStorage(storage) {
                @Override
                public Tenants tenants() {
                    return twin;
                }
            };
        });
    }

    private record Kept(Map<TenantId, Tenant> all) implements Tenants {
        @Override
        public boolean add(Tenant tenant) {
            return all.putIfAbsent(tenant.id(), tenant) == null;
        }

        @Override
        public Optional<Tenant> find(TenantId id) {
            return Optional.ofNullable(all.get(id));
        }
    }

    private static class To implements Tenants {
        private final Tenants real;

        To(Tenants real) {
            this.real = real;
        }

        @Override
        public boolean add(Tenant tenant) {
            return real.add(tenant);
        }

        @Override
        public Optional<Tenant> find(TenantId id) {
            return real.find(id);
        }
    }
}
