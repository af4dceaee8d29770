-- What happened to organisations, each event as one decision.
create table organisation.event (
    id                uuid primary key,
    kind              text not null,
    day               date not null,              -- since when it holds
    reason            text,
    document          text,                       -- the document that decided it
    at                timestamptz not null,       -- when it was entered
    account           uuid,
    name              text not null,
    withdrawn         timestamptz,
    withdrawn_by      text,
    withdrawal_reason text
);

-- What the event did, in order, so that it can be withdrawn from the last step back.
create table organisation.event_step (
    event   uuid not null references organisation.event,
    n       integer not null,
    action  text not null,                        -- found, change, succeed, correct
    record  uuid not null,
    version integer,                              -- of the record after the step
    before  jsonb,                                -- what a change took the place of
    primary key (event, n)
);
create index event_step_record on organisation.event_step (record);
