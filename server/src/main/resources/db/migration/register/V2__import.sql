-- What files people brought, and what came of them.
create table register.import (
    id                 uuid primary key,
    register           text not null,
    account            uuid,
    name               text not null,
    at                 timestamptz not null,
    file_name          text,
    mode               text not null,
    dry_run            boolean not null,
    state              text not null,
    encoding           text,
    bom                boolean,
    delimiter          text,
    columns            jsonb,
    total              bigint,                    -- rows; null until the end of the file is reached
    read               bigint not null default 0,
    created            bigint not null default 0,
    changed            bigint not null default 0,
    unchanged          bigint not null default 0,
    faulty             bigint not null default 0,
    created_references bigint not null default 0,
    problem            jsonb                      -- code and parameters of what stopped it
);
create index import_mine on register.import (register, account, id);

-- What was wrong with the rows. Texts are chosen by code when somebody reads them; values that are masked or secret never stand here.
create table register.import_fault (
    import     uuid not null references register.import on delete cascade,
    line       bigint not null,
    n          bigint generated always as identity,
    field      text,
    value      text,
    code       text not null,
    parameters jsonb not null,
    primary key (import, line, n)
);

-- Tables of imports that run: made by each for itself, and dropped when it ends.
create schema if not exists staging;
