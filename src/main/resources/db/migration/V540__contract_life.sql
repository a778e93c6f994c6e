-- SPDX-License-Identifier: Apache-2.0
-- Everything else that a performance contract tells: votes, disputes, bonds, credits, and what is held back.
create table index_vote (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, verifier text not null, uid text not null, value numeric(78) not null, evidence_hash text not null,
    verification_cid text not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_vote_by_contract on index_vote (chain_id, contract);

create table index_vote_withdrawal (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, verifier text not null, uid text not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_vote_withdrawal_by_contract on index_vote_withdrawal (chain_id, contract);

create table index_quorum (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, value numeric(78) not null, evidence_hash text not null, verification_cid text not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_quorum_by_contract on index_quorum (chain_id, contract);

-- A verifier of the quorum has revoked within the challenge window.
create table index_quorum_revocation (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, verifier text not null, uid text not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_quorum_revocation_by_contract on index_quorum_revocation (chain_id, contract);

create table index_challenge (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, challenger text not null, value numeric(78) not null, bond numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_challenge_by_contract on index_challenge (chain_id, contract);

-- The end of a bond: it goes back whole, or half of it to the other side and the rest to the treasury.
create table index_bond_end (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, challenger text not null, returned numeric(78) not null, to_other_side numeric(78) not null,
    to_treasury numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_bond_end_by_contract on index_bond_end (chain_id, contract);

create table index_undisputed_payment (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, amount numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_undisputed_payment_by_contract on index_undisputed_payment (chain_id, contract);

create table index_offer (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, party text not null, amount numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_offer_by_contract on index_offer (chain_id, contract);

create table index_agreement (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, amount numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_agreement_by_contract on index_agreement (chain_id, contract);

create table index_decision (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    milestone integer not null, value numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_decision_by_contract on index_decision (chain_id, contract);

create table index_credit (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    party text not null, amount numeric(78) not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_credit_by_contract on index_credit (chain_id, contract);

create table index_hold_back (
    chain_id bigint not null, block bigint not null, log_index integer not null, ordinal integer not null,
    transaction text not null, contract text not null,
    amount numeric(78) not null, released boolean not null,
    primary key (chain_id, block, log_index, ordinal)
);
create index index_hold_back_by_contract on index_hold_back (chain_id, contract);

create index index_deposit_by_contract on index_deposit (chain_id, contract);
create index index_settlement_by_contract on index_settlement (chain_id, contract);
create index index_withdrawal_by_contract on index_withdrawal (chain_id, contract);

-- When the blocks were made in which performance contracts told something.
create table index_block_time (
    chain_id    bigint      not null,
    number      bigint      not null,
    happened_at timestamptz not null,
    primary key (chain_id, number)
);

-- The new tables need the events of the past, so that performance contracts, and they alone, are read again from their first block.
delete from index_deposit;
delete from index_settlement;
delete from index_withdrawal;
update index_contract set next_block = from_block where kind = 'PERFORMANCE_CONTRACT';

alter table index_settlement add column value numeric(78) not null; -- what the payment is computed from; 0 where expired

-- What each performance contract told, in one form.
create view index_contract_event as
select event.*, block_time.happened_at
from (
    select chain_id, contract, block, log_index, transaction, 'FUNDED' as kind, null::integer as milestone, payer as party, amount,
        null::numeric as rest, null::numeric as value, null::text as uid from index_deposit
    union all
    select chain_id, contract, block, log_index, transaction, 'VOTED', milestone, verifier, null, null, value, uid from index_vote
    union all
    select chain_id, contract, block, log_index, transaction, 'VOTE_WITHDRAWN', milestone, verifier, null, null, null, uid
    from index_vote_withdrawal
    union all
    select chain_id, contract, block, log_index, transaction, 'ATTESTED', milestone, null, null, null, value, null from index_quorum
    union all
    select chain_id, contract, block, log_index, transaction, 'REVOKED', milestone, verifier, null, null, null, uid
    from index_quorum_revocation
    union all
    select chain_id, contract, block, log_index, transaction, 'CHALLENGED', milestone, challenger, bond, null, value, null
    from index_challenge
    union all
    select chain_id, contract, block, log_index, transaction, case when returned > 0 then 'BOND_RETURNED' else 'BOND_LOST' end,
        milestone, challenger, returned + to_other_side, to_treasury, null, null from index_bond_end
    union all
    select chain_id, contract, block, log_index, transaction, 'UNDISPUTED_PAID', milestone, null, amount, null, null, null
    from index_undisputed_payment
    union all
    select chain_id, contract, block, log_index, transaction, 'OFFERED', milestone, party, amount, null, null, null from index_offer
    union all
    select chain_id, contract, block, log_index, transaction, 'AGREED', milestone, null, amount, null, null, null from index_agreement
    union all
    select chain_id, contract, block, log_index, transaction, 'DECIDED', milestone, null, null, null, value, null from index_decision
    union all
    select chain_id, contract, block, log_index, transaction, case when expired then 'EXPIRED' else 'SETTLED' end,
        milestone, null, paid, refunded, value, null from index_settlement
    union all
    select chain_id, contract, block, log_index, transaction, 'CREDITED', null, party, amount, null, null, null from index_credit
    union all
    select chain_id, contract, block, log_index, transaction, case when released then 'RELEASED' else 'HELD_BACK' end,
        null, null, amount, null, null, null from index_hold_back
    union all
    select chain_id, contract, block, log_index, transaction, 'WITHDRAWN', null, party, amount, null, null, null from index_withdrawal
) event
join index_block_time block_time on block_time.chain_id = event.chain_id and block_time.number = event.block;
