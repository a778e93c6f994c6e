-- SPDX-License-Identifier: Apache-2.0
-- One row per published file and place that has to hold it. The row is written before the bytes are stored anywhere.
create table pin (
    cid         text        not null,
    target      text        not null,
    state       text        not null default 'QUEUED'
        check (state in ('QUEUED', 'PINNED', 'VERIFIED', 'LOST', 'FAILED')),
    reason      text,
    attempts    integer     not null default 0 check (attempts >= 0),
    queued_at   timestamptz not null,
    pinned_at   timestamptz,
    verified_at timestamptz,
    due_at      timestamptz not null,
    primary key (cid, target)
);

create index pin_due_at on pin (due_at);

-- Of the schedule of this room alone: schedulers on one table would take each other's tasks for forgotten ones.
create table pin_schedule (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index pin_schedule_execution_time on pin_schedule (execution_time);
create index pin_schedule_last_heartbeat on pin_schedule (last_heartbeat);
