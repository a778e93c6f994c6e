-- SPDX-License-Identifier: Apache-2.0
create table chain_nonce (
    chain_id   bigint not null,
    address    text   not null,
    next_nonce bigint not null check (next_nonce >= 0),
    primary key (chain_id, address)
);

-- One row per intent. The signed bytes are committed before they are sent, and never change.
create table chain_transaction (
    sequence         bigint generated always as identity primary key,
    chain_id         bigint      not null,
    intent_key       text        not null,
    intent_hash      text        not null,
    sender           text        not null,
    nonce            bigint      not null check (nonce >= 0),
    hash             text        not null,
    signed_bytes     bytea       not null,
    signed_at        timestamptz not null,
    block_time       timestamptz,
    state            text        not null default 'SIGNED' check (state in ('SIGNED', 'FINAL', 'REVERTED')),
    block_number     numeric(78),
    block_hash       text,
    gas_used         numeric(78),
    contract_address text,
    unique (chain_id, intent_key),
    unique (chain_id, sender, nonce),
    unique (chain_id, hash)
);

create index chain_transaction_unfinished on chain_transaction (chain_id, sequence) where state = 'SIGNED';

-- How far the embedded chain's time runs ahead of the clock on the wall; it only grows.
create table chain_clock (
    chain_id       bigint primary key,
    offset_seconds bigint not null check (offset_seconds >= 0)
);
