-- SPDX-License-Identifier: Apache-2.0
create table forecast (
    cid text primary key,
    project_cid text not null,
    seed text not null,
    draws integer not null,
    created_at timestamptz not null
);

create table claim (
    id text primary key,
    project_cid text not null,
    forecast_cid text not null unique references forecast (cid),
    metadata_cid text not null unique,
    owner text not null,
    units numeric(78) not null,
    transaction text not null,
    gas numeric(78) not null,
    minted_at timestamptz not null
);

create table observation (
    cid text primary key,
    claim_id text not null references claim (id),
    indicator text not null,
    year integer not null,
    created_at timestamptz not null,
    unique (claim_id, indicator, year)
);

create table attestation (
    uid text primary key,
    claim_id text not null references claim (id),
    subject text not null,
    verifier text not null,
    attester text not null,
    transaction text not null,
    gas numeric(78) not null,
    attested_at timestamptz not null,
    unique (subject, attester)
);

create table performance_contract (
    address text primary key,
    claim_id text not null unique references claim (id),
    transaction text not null,
    gas numeric(78) not null,
    created_at timestamptz not null
);

create table verification (
    cid text primary key,
    claim_id text not null references claim (id),
    milestone text not null,
    created_at timestamptz not null,
    unique (claim_id, milestone)
);

create table payout (
    statement_cid text primary key,
    contract text not null references performance_contract (address),
    milestone text not null,
    outcome text not null,
    paid numeric(78) not null,
    transaction text not null,
    settled_at timestamptz not null,
    unique (contract, milestone)
);

create table timeline_entry (
    claim_id text not null,
    position bigint generated always as identity,
    kind text not null,
    subject text not null,
    title text not null,
    cid text,
    transaction text,
    uid text,
    gas numeric(78),
    happened_at timestamptz not null,
    detail text,
    primary key (claim_id, kind, subject)
);

create table portfolio_row (
    claim_id text not null,
    indicator text not null,
    year integer not null,
    score jsonb not null,
    primary key (claim_id, indicator, year)
);

create table demonstration (
    project_cid text not null,
    forecast_cid text not null,
    monitoring text not null,
    result jsonb not null,
    primary key (project_cid, forecast_cid)
);
