-- SPDX-License-Identifier: Apache-2.0
-- What is never published: consents, and exact areas with the salts that bind them to published documents.
create table consent (
    id text primary key,
    project text not null,
    given_by text not null,
    given_at timestamptz not null,
    purposes text[] not null,
    text text not null,
    text_sha256 text not null,
    recorded_at timestamptz not null,
    withdrawn_at timestamptz
);
create index consent_project on consent (project);

create table exact_area (
    area_sha256 text primary key,
    exact_hash text not null unique,
    salt bytea not null,
    area jsonb not null,
    recorded_at timestamptz not null
);

-- Uploaded evidence; the bytes are in the block store.
create table evidence_file (
    cid text primary key,
    sha256 text not null,
    size bigint not null,
    media_type text not null,
    name text not null,
    location_kept boolean not null,
    uploaded_at timestamptz not null
);
create index evidence_file_uploaded_at on evidence_file (uploaded_at, cid);
