-- Runs on PostgreSQL and on H2 in its PostgreSQL mode.

-- What GitHub sent, kept before it is acknowledged.
create table delivery (
    id varchar(36) primary key,
    event varchar(60) not null,
    action varchar(60) not null,
    state varchar(10) not null, -- received, handled, failed
    attempts int not null,
    failure varchar(500),
    received_at timestamp with time zone not null,
    updated_at timestamp with time zone not null
);
create index delivery_by_state on delivery (state, updated_at);
create index delivery_by_age on delivery (received_at);

-- The body of a delivery, gzipped, in parts: H2 holds at most 1 MiB in a column of this type.
create table delivery_payload (
    delivery_id varchar(36) not null references delivery (id) on delete cascade,
    part int not null,
    bytes bytea not null,
    primary key (delivery_id, part)
);

-- Where a repository is now; its id outlives renames and transfers.
create table repository (
    id bigint primary key,
    installation_id bigint not null,
    owner varchar(100) not null,
    name varchar(100) not null
);

-- What is to be judged. There is something to do while "wanted" is ahead of "done".
create table subject (
    repository_id bigint not null references repository (id),
    subject_key varchar(60) not null,
    pull_request int, -- null for a group of a merge queue, which has the next three instead
    group_head varchar(40),
    group_base varchar(40),
    group_branch varchar(1000),
    wanted bigint not null,
    done bigint not null,
    wanted_head varchar(40),
    run int not null,
    starts int not null,
    refusals int not null,
    crashes int not null,
    updated_at timestamp with time zone not null,
    primary key (repository_id, subject_key)
);
create index subject_by_age on subject (updated_at);

-- The latest attempt at a verdict on a subject.
create table verdict (
    repository_id bigint not null,
    subject_key varchar(60) not null,
    head varchar(40) not null,
    base varchar(40) not null,
    run int not null,
    conclusion varchar(20), -- null until concluded
    updated_at timestamp with time zone not null,
    primary key (repository_id, subject_key)
);
create index verdict_by_head on verdict (repository_id, head);

-- db-scheduler's own table.
create table scheduled_tasks (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(100),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures int,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_priority on scheduled_tasks (priority desc, execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
