-- Runs on PostgreSQL and on H2 in its PostgreSQL mode.

-- Who may change tags of a registry's repository now, over all replicas. By the database's clock, as those of replicas differ.
create table registry_lease (
    repository_id bigint not null,
    place varchar(1000) not null,
    holder varchar(36) not null, -- empty for nobody
    expires_at timestamp with time zone not null,
    primary key (repository_id, place)
);

-- What a moving tag was made to point to last.
create table registry_tag (
    repository_id bigint not null,
    place varchar(1000) not null,
    tag varchar(128) not null,
    commit_id varchar(40) not null,
    digest varchar(100) not null,
    primary key (repository_id, place, tag)
);
