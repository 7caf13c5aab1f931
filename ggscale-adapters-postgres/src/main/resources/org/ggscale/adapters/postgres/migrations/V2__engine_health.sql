-- Each change of a game's engine health. No foreign key: they are kept for their time, whatever becomes of the game.
create table runtime_health_snapshots (
    tenant_id   bigint      not null,
    snapshot_id bigint      not null generated always as identity,
    game_id     uuid        not null,
    observed_at timestamptz not null,
    payload     text        not null,
    primary key (tenant_id, snapshot_id)
);
create index runtime_health_snapshots_of_game on runtime_health_snapshots (tenant_id, game_id, snapshot_id);
-- Forgetting.
create index runtime_health_snapshots_by_time on runtime_health_snapshots (observed_at);

alter table runtime_health_snapshots enable row level security, force row level security;
create policy tenant on runtime_health_snapshots to ggscale_app
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::bigint)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::bigint);
grant select, insert, update, delete on runtime_health_snapshots to ggscale_app;

create policy worker on runtime_health_snapshots to ggscale_worker using (true);
grant select, delete on runtime_health_snapshots to ggscale_worker;
