-- What somebody looks at again and again: a list's address under a name.
create table desk.saved_view (
    id uuid primary key,
    account uuid not null,
    register text not null,
    name text not null check (char_length(name) between 1 and 60),
    -- the list's parameters, as they stand in the page's address
    query text not null check (char_length(query) <= 2000),
    shared boolean not null default false,
    -- with those who hold a role here; with all who have signed in where it is null
    shared_at uuid,
    created timestamptz not null,
    unique (account, register, name)
);
create index on desk.saved_view (register, shared_at) where shared;
