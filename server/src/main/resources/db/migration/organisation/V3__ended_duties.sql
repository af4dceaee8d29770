-- Duties that an event ended, so that its withdrawal gives them back. The event itself is entered after what it does.
create table organisation.ended_duty (
    event   uuid not null references organisation.event deferrable initially deferred,
    duty    uuid not null,
    version integer,                              -- of the record after it; null: it was retired and doesn't come back
    until   date,                                 -- what it said before
    primary key (event, duty)
);
