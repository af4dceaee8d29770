-- Values of fields that are never reissued, and the records that gave them up: no other record may have them.
create table register.given_up (
    register text not null,
    field    text not null,
    value    text not null,
    holder   uuid not null,
    at       timestamptz not null,
    change   uuid not null,              -- the evidence of the change by which it was given up
    primary key (register, field, value)
);
