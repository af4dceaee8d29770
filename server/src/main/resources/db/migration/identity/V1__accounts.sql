-- Who may sign in.
create table identity.account (
    id            uuid primary key,
    name          text not null,
    display_name  text not null,
    password_hash text not null,
    must_change   boolean not null,
    created       timestamptz not null
);
create unique index account_name on identity.account (lower(name));

-- A role that an account holds at a place (null: everywhere) from a day until the day before another.
create table identity.grant_ (
    id      uuid primary key,
    account uuid not null references identity.account,
    role    text not null,
    at      uuid,
    since   date not null,
    until   date,
    check (until >= since)
);
create index grant_account on identity.grant_ (account);

-- Somebody signed in, or a token for a script; the token itself is known to its holder only.
create table identity.session (
    digest    bytea primary key,
    account   uuid not null references identity.account,
    kind      text not null check (kind in ('browser', 'token')),
    created   timestamptz not null,
    expires   timestamptz not null,
    last_used timestamptz not null
);
create index session_account on identity.session (account);
create index session_expires on identity.session (expires);
