create table if not exists tenants (
    tenant integer primary key,
    name text not null
);

insert into tenants (tenant, name) values (1, 'default') on conflict do nothing;

create table if not exists engine_versions (
    tenant integer not null,
    precedence text not null,
    body text not null,
    primary key (tenant, precedence)
);

create table if not exists runtime_records (
    tenant integer not null,
    game_id text not null,
    body text not null,
    status text as (body ->> '$.status'),
    paused integer as (body ->> '$.paused'),
    due_at integer as (body ->> '$.nextGenerationAt'),
    node text as (body ->> '$.engine.node.value'),
    owner text as (body ->> '$.owner.value'),
    updated_at integer as (body ->> '$.updatedAt'),
    primary key (tenant, game_id)
);

create index if not exists runtime_records_due on runtime_records (due_at)
    where status = 'RUNNING' and paused = 0 and due_at is not null;

create index if not exists runtime_records_unsettled on runtime_records (updated_at)
    where status in ('STARTING', 'GENERATION_IN_PROGRESS', 'ENGINE_UNREACHABLE');

create table if not exists game_turns (
    tenant integer not null,
    game_id text not null,
    turn integer not null,
    body text not null,
    primary key (tenant, game_id, turn),
    foreign key (tenant, game_id) references runtime_records on delete cascade
);

create table if not exists player_mappings (
    tenant integer not null,
    game_id text not null,
    position integer not null,
    user_id text not null,
    race_name text not null,
    engine_player_id text not null,
    primary key (tenant, game_id, position),
    unique (tenant, game_id, user_id),
    unique (tenant, game_id, race_name),
    unique (tenant, game_id, engine_player_id),
    foreign key (tenant, game_id) references runtime_records on delete cascade
);

create table if not exists memberships (
    tenant integer not null,
    game_id text not null,
    position integer not null,
    user_id text not null,
    race_name text not null,
    status text not null,
    primary key (tenant, game_id, user_id),
    foreign key (tenant, game_id) references runtime_records on delete cascade
);

create table if not exists operations (
    tenant integer not null,
    operation_id text not null,
    game_id text not null,
    started_at integer not null,
    body text not null,
    primary key (tenant, operation_id)
);

create index if not exists operations_of_game on operations (tenant, game_id, started_at, operation_id);

create table if not exists events (
    number integer primary key autoincrement,
    tenant integer not null,
    game_id text not null,
    channel text not null,
    stored_at integer not null,
    body text not null
);

create table if not exists hosts (
    owner text primary key,
    node text not null,
    alive_until integer not null
);

create table if not exists membership_changes (
    number integer primary key autoincrement,
    tenant integer not null,
    game_id text not null,
    changed_at integer not null
);

create table if not exists health_snapshots (
    number integer primary key autoincrement,
    tenant integer not null,
    game_id text not null,
    observed_at integer not null,
    body text not null
);

create index if not exists health_snapshots_by_time on health_snapshots (observed_at);
