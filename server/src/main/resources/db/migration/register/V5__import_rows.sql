-- Which columns somebody said to be which fields, and how often the import was begun.
alter table register.import add column matching jsonb not null default '{}';
alter table register.import add column attempts integer not null default 1;

-- Rows that were wrong, as they came, sealed: they may hold anything. Kept for whoever mends them, and not for long.
create table register.import_row (
    import uuid not null references register.import on delete cascade,
    line   bigint not null,
    cells  bytea not null,
    primary key (import, line)
);

-- What an account said of a header's columns, for the next file with that header.
create table register.import_matching (
    account  uuid not null,
    register text not null,
    header   bytea not null,             -- SHA-256 of the names in their order
    columns  jsonb not null,             -- fields by names; an empty one is left out
    primary key (account, register, header)
);
