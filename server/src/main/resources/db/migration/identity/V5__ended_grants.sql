-- Grants that ended with an organisation, so that the event's withdrawal gives them back.
create table identity.ended_grant (
    event  uuid not null,
    grant_ uuid not null references identity.grant_,
    until  date,                                  -- what it said before
    primary key (event, grant_)
);
