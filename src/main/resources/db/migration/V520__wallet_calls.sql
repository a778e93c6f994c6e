-- SPDX-License-Identifier: Apache-2.0
-- Calls that a party signs with a wallet of its own. What becomes of the transaction is a row of chain_transaction, once a node
-- has shown it; each attempt has its own row.
create table wallet_call (
    chain_id        bigint      not null,
    call_key        text        not null,
    attempt         int         not null default 1 check (attempt >= 1),
    sender          text        not null,
    target          text        not null,
    data            text        not null,
    meaning         text        not null,
    prepared_at     timestamptz not null,
    prepared_block  numeric(78) not null,
    prepared_nonce  bigint      not null check (prepared_nonce >= 0),
    announced_hash  text,
    announced_nonce bigint check (announced_nonce >= 0),
    told            boolean     not null default false,
    primary key (chain_id, call_key)
);

create index wallet_call_open on wallet_call (chain_id) where not told;

-- A wallet may use one nonce for a second call, so that two rows lose or win it together; the nonces and hashes of what is
-- signed here stay unique.
alter table chain_transaction
    add column wallet boolean not null default false,
    drop constraint chain_transaction_chain_id_sender_nonce_key,
    drop constraint chain_transaction_chain_id_hash_key;

create unique index chain_transaction_nonce on chain_transaction (chain_id, sender, nonce) where not wallet;
create unique index chain_transaction_hash on chain_transaction (chain_id, hash) where not wallet;

-- FOREIGN is another call for which the holder of the key used the nonce.
alter table chain_variant
    drop constraint chain_variant_chain_id_hash_key,
    drop constraint chain_variant_kind_check,
    add constraint chain_variant_kind_check check (kind in ('CALL', 'NOOP', 'OUTSIDE', 'FOREIGN'));

create index chain_variant_hash on chain_variant (chain_id, hash);

create index chain_transaction_place on chain_transaction (chain_id, (coalesce(block_time, 'infinity'::timestamptz)), sequence);
