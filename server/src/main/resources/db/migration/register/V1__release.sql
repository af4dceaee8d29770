-- The models that this database has held, in the order of their installation; the last is the one that it holds.
create table register.release (
    id           bigint generated always as identity primary key,
    model        text not null,          -- the model's hash
    installed_at timestamptz not null default clock_timestamp(),
    packs        jsonb not null,         -- the release of each pack
    catalog      text not null,          -- a digest of the tables as they were after the installation
    description  text not null           -- the model as JSON
);

-- The code sets of the installed model, for statements that check whole sets of records.
create table register.code_set (
    id     text primary key,
    digest text not null                 -- of the entries
);
create table register.code_entry (
    set_id   text not null references register.code_set on delete cascade,
    code     text not null,
    "from"   date,                       -- the first day, or null if it was always valid
    until    date,                       -- the first day on which it is no longer valid, or null
    parent   text,
    label_zh text,
    label_en text
);
create index code_entry_code on register.code_entry (set_id, code);

-- The fields whose live values have been found to be codes of a set.
create table register.code_field (
    register text not null,
    field    text not null,
    set_id   text not null,
    primary key (register, field)
);
