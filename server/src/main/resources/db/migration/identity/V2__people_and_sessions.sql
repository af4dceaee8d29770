-- The person behind an account, where a register knows the person; and whether the account may be used.
alter table identity.account add column person uuid;
alter table identity.account add column locked timestamptz;

-- What tells one's own sessions apart.
alter table identity.session add column id uuid not null default gen_random_uuid();
alter table identity.session add column address text not null default '';
alter table identity.session add column agent text not null default '';
create unique index session_id on identity.session (id);

-- Where an account has signed in from: strangers' guesses elsewhere do not slow it down there.
create table identity.familiar (
    account uuid not null references identity.account,
    address text not null,
    last    date not null,
    primary key (account, address)
);
create index grant_at on identity.grant_ (at);
