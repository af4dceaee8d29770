-- Who did what, when, to what. Rows are only ever added.
create table platform.evidence (
    id      uuid primary key,
    at      timestamptz not null,
    actor   uuid,
    name    text not null,
    action  text not null,
    subject text not null,
    record  uuid,
    model   text not null,
    digest  bytea not null,
    reason  text,
    detail  jsonb
);
create index evidence_record on platform.evidence (record, at);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'evidence is only ever added';
end $$;
create trigger evidence_is_only_added before update or delete or truncate on platform.evidence
    for each statement execute function platform.refuse_change();

-- What other rooms and nodes are still to be told.
create table platform.outbox (
    id       bigint generated always as identity primary key,
    evidence uuid not null references platform.evidence,
    topic    text not null
);

-- Writes the evidence of one action and the outbox row that announces it; answers the evidence's id.
create function platform.attest(
    id uuid, at timestamptz, actor uuid, name text, action text, subject text, record uuid, model text, digest bytea, reason text, detail jsonb)
returns uuid language sql volatile as $$
    insert into platform.evidence values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
    insert into platform.outbox (evidence, topic) values ($1, $6);
    select $1;
$$;

-- A text with all but its first and last characters hidden; one that is too short to keep any is hidden whole.
create function platform.mask(value text, first int, last int) returns text language sql immutable parallel safe as $$
    select case
        when value is null then null
        when char_length(value) <= first + last then repeat('*', greatest(char_length(value), 1))
        else left(value, first) || repeat('*', char_length(value) - first - last) || right(value, last)
    end
$$;

-- Every character and every pair of neighbours of a text in lower case: what an index for finding any part of it holds.
create function platform.grams(value text) returns text[] language plpgsql immutable parallel safe as $$
declare
    text text := lower(value);
    grams text[] := '{}';
    previous text := '';
    this text;
begin
    if value is null then
        return grams;
    end if;
    for i in 1..char_length(text) loop
        this := substr(text, i, 1);
        if previous <> '' then
            grams := grams || (previous || this);
        end if;
        grams := grams || this;
        previous := this;
    end loop;
    return grams;
end $$;

-- The grams that a text contains if it contains `part`.
create function platform.grams_of_part(part text) returns text[] language sql immutable parallel safe as $$
    select case char_length(part)
        when 1 then array[lower(part)]
        else (select array_agg(distinct substr(lower(part), i, 2)) from generate_series(1, char_length(part) - 1) i)
    end
$$;

create collation platform.pinyin (provider = icu, locale = 'zh-u-co-pinyin');
