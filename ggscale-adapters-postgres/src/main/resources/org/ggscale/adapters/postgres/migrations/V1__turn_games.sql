-- Roles. They belong to the whole server, so another schema or database may have made them.
do $$
declare
    wanted text;
    made boolean;
begin
    foreach wanted in array array['ggscale_app', 'ggscale_worker'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            begin
                execute format('create role %I nologin', wanted);
                made := true;
            exception
                when duplicate_object or unique_violation then made := false;
                when insufficient_privilege then
                    raise exception 'role % is missing and % may not create it: as an administrator, create role % nologin',
                        wanted, current_user, wanted using errcode = 'insufficient_privilege';
            end;
            -- Whoever makes the roles works under one login, which takes them on for each statement.
            if made and not pg_has_role(current_user, wanted, 'usage') then
                execute format('grant %I to current_user', wanted);
            end if;
        end if;
    end loop;
end
$$;

grant usage on schema ${schema} to ggscale_app, ggscale_worker;
grant select on ${schema}.ggscale_migrations to ggscale_app, ggscale_worker;

create table tenants (
    tenant_id  bigint      not null primary key check (tenant_id > 0),
    name       text        not null,
    created_at timestamptz not null
);
insert into tenants (tenant_id, name, created_at) values (1, 'default', now());

create table runtime_records (
    tenant_id                bigint      not null,
    game_id                  uuid        not null,
    status                   text        not null check (status in ('starting', 'running', 'generation_in_progress',
                                             'generation_failed', 'stopped', 'engine_unreachable', 'finished')),
    paused                   boolean     not null,
    turn_schedule            text        not null,
    current_turn             bigint      not null check (current_turn >= 0),
    next_generation_at       timestamptz,
    skip_next_tick           boolean     not null,
    missed_ticks             bigint      not null,
    current_engine_version   text        not null,
    current_image_ref        text        not null,
    current_container_id     text,
    instance_token           text,
    engine_endpoint          text,
    engine_external          boolean     not null,
    engine_node              text collate "C",
    engine_capabilities      text        not null,
    engine_health            text        not null,
    epoch                    bigint      not null check (epoch > 0),
    owner                    uuid,
    generation_target        bigint,
    generation_attempts      integer,
    generation_trigger       text,
    generation_scheduled_for timestamptz,
    generation_started_at    timestamptz,
    last_failure_code        text,
    last_failure_message     text,
    last_failure_at          timestamptz,
    started_at               timestamptz,
    last_observed_at         timestamptz,
    finished_at              timestamptz,
    created_at               timestamptz not null,
    updated_at               timestamptz not null,
    primary key (tenant_id, game_id),
    check (num_nulls(generation_target, generation_attempts, generation_trigger, generation_scheduled_for,
                     generation_started_at) in (0, 5)),
    check (num_nulls(last_failure_code, last_failure_message, last_failure_at) in (0, 3))
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000,
        autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

-- Claims, one node at a time and the external engines. Only the literal status of the claim matches this index.
create index runtime_records_due on runtime_records (engine_node, next_generation_at)
    where status = 'running' and not paused;

-- Recovery.
create index runtime_records_unsettled on runtime_records (engine_node, updated_at)
    where status in ('starting', 'generation_in_progress', 'engine_unreachable');

-- Lists by a status that few games are in; a game that plays turns does not touch it.
create index runtime_records_settled on runtime_records (tenant_id, status, game_id)
    where status in ('starting', 'generation_failed', 'stopped', 'engine_unreachable', 'finished');

-- What a node runs.
create index runtime_records_managed on runtime_records (engine_node, game_id, tenant_id)
    where engine_node is not null and status not in ('stopped', 'finished');

-- Whose an instance is that a node finds running.
create index runtime_records_of_game on runtime_records (game_id);

create table game_turns (
    tenant_id     bigint      not null,
    game_id       uuid        not null,
    turn_no       bigint      not null check (turn_no > 0),
    scheduled_for timestamptz not null,
    trigger       text        not null,
    epoch         bigint      not null,
    started_at    timestamptz not null,
    finished_at   timestamptz not null,
    outcome       text        not null check (outcome in ('committed', 'adopted', 'failed')),
    primary key (tenant_id, game_id, turn_no)
);

create table player_mappings (
    tenant_id          bigint           not null,
    game_id            uuid             not null,
    position           bigint           generated always as identity,
    user_id            text collate "C" not null,
    race_name          text collate "C" not null,
    engine_player_uuid uuid             not null,
    primary key (tenant_id, game_id, user_id),
    unique (tenant_id, game_id, race_name),
    unique (tenant_id, game_id, engine_player_uuid),
    foreign key (tenant_id, game_id) references runtime_records on delete cascade
);

create table memberships (
    tenant_id bigint           not null,
    game_id   uuid             not null,
    user_id   text collate "C" not null,
    status    text             not null check (status in ('active', 'removed', 'blocked')),
    primary key (tenant_id, game_id, user_id),
    foreign key (tenant_id, game_id, user_id) references player_mappings on delete cascade
);

-- Games whose memberships were changed lately, for the caches of all hosts. Compared with snapshots, not by order.
create table membership_changes (
    tenant_id  bigint      not null,
    xid        xid8        not null default pg_current_xact_id(),
    game_id    uuid        not null,
    changed_at timestamptz not null default now(),
    primary key (tenant_id, xid, game_id)
);
create index membership_changes_since on membership_changes (xid);

create table engine_versions (
    tenant_id    bigint           not null,
    precedence   text collate "C" not null,
    sort_key     text collate "C" not null,
    version      text             not null,
    image_ref    text             not null,
    options      text             not null,
    turn_timeout bigint,
    status       text             not null check (status in ('active', 'deprecated', 'disabled')),
    created_at   timestamptz      not null,
    updated_at   timestamptz      not null,
    primary key (tenant_id, precedence),
    unique (tenant_id, sort_key)
);
comment on column engine_versions.precedence is 'the version without build metadata: there is one of each';
comment on column engine_versions.turn_timeout is 'milliseconds, as read from the options';

-- No foreign key: a failed registration has no record.
create table operation_log (
    tenant_id     bigint      not null,
    operation_id  uuid        not null,
    game_id       uuid        not null,
    operation     text        not null,
    source        text        not null,
    status        text        not null check (status in ('started', 'succeeded', 'failed')),
    started_at    timestamptz not null,
    finished_at   timestamptz,
    error_code    text,
    error_message text,
    error_at      timestamptz,
    detail        text        not null,
    primary key (tenant_id, operation_id)
);
create index operation_log_of_game on operation_log (tenant_id, game_id, started_at, operation_id);

-- In the order of transactions, and of statements within one. Read below the oldest running transaction only.
create table outbox (
    tenant_id  bigint      not null,
    xid        xid8        not null default pg_current_xact_id(),
    seq        bigint      not null generated always as identity,
    game_id    uuid        not null,
    channel    text        not null,
    event_type text        not null,
    payload    text        not null,
    stored_at  timestamptz not null default now(),
    primary key (tenant_id, xid, seq)
) with (autovacuum_vacuum_insert_scale_factor = 0.05);
create index outbox_of_game on outbox (tenant_id, game_id, xid, seq);
-- Forgetting. Equal times share an entry; an index of page ranges would match every range once their pages are used again.
create index outbox_by_time on outbox (stored_at);

-- The newest event of each tenant that is forgotten: a cursor before it has expired.
create table outbox_horizons (
    tenant_id bigint not null primary key,
    xid       xid8   not null,
    seq       bigint not null
);

-- Living processes; of no tenant.
create table hosts (
    owner       uuid             not null primary key,
    node        text collate "C" not null,
    alive_until timestamptz      not null
) with (fillfactor = 50);

do $$
declare
    tenant_table text;
begin
    foreach tenant_table in array array['tenants', 'runtime_records', 'game_turns', 'player_mappings', 'memberships', 'membership_changes',
                                        'engine_versions', 'operation_log', 'outbox', 'outbox_horizons'] loop
        execute format('alter table %I enable row level security, force row level security', tenant_table);
        execute format('create policy tenant on %I to ggscale_app
            using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::bigint)
            with check (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::bigint)', tenant_table);
        execute format('grant select, insert, update, delete on %I to ggscale_app', tenant_table);
    end loop;
end
$$;

-- Jobs across tenants: the scheduler, recovery and the readers of the outbox.
create policy worker on runtime_records to ggscale_worker using (true) with check (true);
create policy worker on game_turns      to ggscale_worker using (true) with check (true);
create policy worker on player_mappings to ggscale_worker using (true);
create policy worker on memberships     to ggscale_worker using (true);
create policy worker on membership_changes to ggscale_worker using (true);
create policy worker on engine_versions to ggscale_worker using (true) with check (true);
create policy worker on operation_log   to ggscale_worker using (true) with check (true);
create policy worker on outbox          to ggscale_worker using (true) with check (true);
create policy worker on outbox_horizons to ggscale_worker using (true) with check (true);
grant select, update         on runtime_records to ggscale_worker;
grant insert                 on game_turns      to ggscale_worker;
grant select                 on player_mappings to ggscale_worker;
grant select                 on memberships     to ggscale_worker;
grant select                 on membership_changes to ggscale_worker;
grant select                 on engine_versions to ggscale_worker;
grant select, insert, update on operation_log   to ggscale_worker;
grant select, insert, delete on outbox          to ggscale_worker;
grant select, insert, update on outbox_horizons to ggscale_worker;
grant select, insert, update, delete on hosts   to ggscale_worker;
