-- SPDX-License-Identifier: Apache-2.0
-- What the index has read: blocks with the hashes that link them, and for each contract the first block not read yet.
create table index_block (
    chain_id    bigint not null,
    number      bigint not null,
    hash        text   not null,
    parent_hash text   not null,
    primary key (chain_id, number)
);

create table index_contract (
    chain_id   bigint not null,
    address    text   not null,
    kind       text   not null,
    from_block bigint not null,
    next_block bigint not null check (next_block >= from_block),
    primary key (chain_id, address)
);

create table index_reorganisation (
    chain_id bigint not null,
    position bigint generated always as identity,
    depth    bigint not null,
    ancestor bigint not null,
    found_at timestamptz not null,
    primary key (chain_id, position)
);

-- One table for each kind of event, appended only; a reorganisation deletes the rows of the blocks that are gone.
create table index_claim (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    claim_id numeric(78) not null, uri text not null, units numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_claim_by_id on index_claim (chain_id, contract, claim_id);

create table index_unit_transfer (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    claim_id numeric(78) not null, from_token numeric(78) not null, to_token numeric(78) not null, units numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_unit_transfer_by_claim on index_unit_transfer (chain_id, contract, claim_id);

create table index_fraction_transfer (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    operator text not null, sender text not null, recipient text not null, token_id numeric(78) not null, amount numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_fraction_transfer_by_token on index_fraction_transfer (chain_id, contract, token_id);
create index index_fraction_transfer_by_recipient on index_fraction_transfer (chain_id, recipient);

create table index_attestation (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    uid text not null, schema text not null, recipient text not null, attester text not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_attestation_by_uid on index_attestation (chain_id, contract, uid);
create index index_attestation_by_schema on index_attestation (chain_id, contract, schema);

create table index_revocation (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    uid text not null, schema text not null, attester text not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_revocation_by_uid on index_revocation (chain_id, contract, uid);

create table index_performance_contract (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    performance_contract text not null, beneficiary text not null, claim_id numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_performance_contract_by_claim on index_performance_contract (chain_id, claim_id);

create table index_deposit (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    payer text not null, amount numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);

create table index_settlement (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, expired boolean not null, paid numeric(78) not null, refunded numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);

create table index_withdrawal (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    party text not null, amount numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);

-- A fraction's units are what was moved to it less what was moved from it; its owner is the last who received it. Anybody may
-- transfer none of a token to himself, which the contract tells and even believes in ownerOf: that is no receipt.
create view index_fraction as
select moved.chain_id, moved.contract, moved.claim_id, moved.token_id, owner.recipient as owner, moved.units
from (
    select chain_id, contract, claim_id, token_id, sum(units) as units
    from (
        select chain_id, contract, claim_id, to_token as token_id, units from index_unit_transfer
        union all
        select chain_id, contract, claim_id, from_token, -units from index_unit_transfer
    ) movement
    where token_id <> 0
    group by chain_id, contract, claim_id, token_id
) moved
cross join lateral (
    select recipient from index_fraction_transfer transfer
    where transfer.chain_id = moved.chain_id and transfer.contract = moved.contract and transfer.token_id = moved.token_id
        and transfer.amount > 0
    order by block desc, log_index desc, ordinal desc
    limit 1
) owner
where owner.recipient <> '0x0000000000000000000000000000000000000000';
