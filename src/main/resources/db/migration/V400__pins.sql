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
create table pin_schedule (like scheduled_tasks including all);
