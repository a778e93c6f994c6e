-- SPDX-License-Identifier: Apache-2.0
-- The documents themselves are in the block store; this is the list of those published here.
create table project (
    cid text primary key,
    name text not null,
    hectares double precision not null,
    mechanism text not null,
    synthetic boolean not null,
    back_test boolean not null,
    created_at timestamptz not null
);
create index project_created_at on project (created_at, cid);
