-- What somebody has typed into a form and not saved yet. Only he sees it again; the values are sealed, since a form may hold secrets.
create table desk.draft (
    account uuid not null,
    register text not null,
    -- the record that is being changed; the nil id for one that is still to be made
    record uuid not null,
    -- the version that the change began from
    version integer,
    title text not null check (char_length(title) <= 200),
    sealed bytea not null,
    changed timestamptz not null,
    primary key (account, register, record)
);
