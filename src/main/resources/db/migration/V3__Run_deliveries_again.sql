-- Runs on PostgreSQL and on H2 in its PostgreSQL mode.

-- Check runs of deliveries that people asked to be run again: the latest who did, of each.
create table rerun (
    repository_id bigint not null references repository (id),
    check_run bigint not null,
    actor varchar(100) not null,
    asked_at timestamp with time zone not null,
    handled boolean not null,
    primary key (repository_id, check_run)
);
create index environment_delivery_by_check_run on environment_delivery (repository_id, check_run);
