-- SPDX-License-Identifier: Apache-2.0
-- Every signed form of a transaction: first the call, then the same nonce and call with higher fees, or the empty
-- transfer to oneself that fills its nonce. All are committed before they are sent, and at most one of a nonce executes.
-- OUTSIDE is a transaction that somebody else signed with the same key, nonce and call; its bytes are not ours to send.
create table chain_variant (
    sequence     bigint      not null references chain_transaction,
    number       int         not null check (number >= 0),
    chain_id     bigint      not null,
    kind         text        not null check (kind in ('CALL', 'NOOP', 'OUTSIDE')),
    nonce        bigint      not null check (nonce >= 0),
    hash         text        not null,
    signed_bytes bytea       not null,
    signed_at    timestamptz not null,
    signed_block numeric(78) not null,
    sent_at      timestamptz,
    primary key (sequence, number),
    unique (chain_id, hash)
);

insert into chain_variant (sequence, number, chain_id, kind, nonce, hash, signed_bytes, signed_at, signed_block)
select sequence, 0, chain_id, 'CALL', nonce, hash, signed_bytes, signed_at, 0 from chain_transaction;

-- hash is that of the variant that is in a block, or of the newest one.
alter table chain_transaction
    drop column signed_bytes,
    add column version   int     not null default 0,
    add column party     text    not null default 'relay',
    add column cancelled boolean not null default false,
    drop constraint chain_transaction_state_check,
    add constraint chain_transaction_state_check
        check (state in ('SIGNED', 'SENT', 'INCLUDED', 'FINAL', 'REVERTED', 'NOOPED'));

drop index chain_transaction_unfinished;
create index chain_transaction_unfinished on chain_transaction (chain_id, sequence)
    where state in ('SIGNED', 'SENT', 'INCLUDED');

-- What happened to each transaction, in order.
create table chain_transition (
    sequence bigint      not null references chain_transaction,
    version  int         not null,
    event    text        not null,
    hash     text        not null,
    note     text        not null default '',
    at       timestamptz not null,
    primary key (sequence, version)
);

-- The newest block that this service treated as final; that it changes means a reorganisation deeper than finality.
create table chain_final_block (
    chain_id bigint primary key,
    number   numeric(78) not null,
    hash     text        not null
);

-- What a person has to look at.
create table chain_alarm (
    id         bigint generated always as identity primary key,
    chain_id   bigint      not null,
    kind       text        not null,
    subject    text        not null,
    detail     text        not null,
    raised_at  timestamptz not null,
    cleared_at timestamptz
);

create unique index chain_alarm_raised on chain_alarm (chain_id, kind, subject) where cleared_at is null;
