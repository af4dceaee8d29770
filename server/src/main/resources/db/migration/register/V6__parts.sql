-- What a text that is made up of fields and the words around them holds for each field; null where it isn't made up so, or holds nothing.
-- The class Template says the same in Java.
create function register.parts(value text, words text[]) returns text[]
    language plpgsql immutable strict parallel safe as $$
declare
    parts text[] := '{}';
    rest  text := value;
    last  int := cardinality(words);
    found int;
begin
    if not starts_with(rest, words[1]) then
        return null;
    end if;
    rest := substr(rest, char_length(words[1]) + 1);
    for n in 2 .. last - 1 loop
        found := strpos(rest, words[n]);
        if found = 0 then
            return null;
        end if;
        parts := parts || left(rest, found - 1);
        rest := substr(rest, found + char_length(words[n]));
    end loop;
    found := char_length(rest) - char_length(words[last]);
    if found < 0 or right(rest, char_length(words[last])) <> words[last] then
        return null;
    end if;
    parts := parts || left(rest, found);
    return case when array_to_string(parts, '') = '' then null else parts end;
end $$;
