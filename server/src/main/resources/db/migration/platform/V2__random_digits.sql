-- So many digits by chance, the first not 0, so that no spreadsheet drops it. Six digits come of 28 random bits.
create function platform.random_digits(n int) returns text language sql volatile parallel safe as $$
    select translate(left(digits, 1), '0', '1') || substr(digits, 2, n - 1) from (
        select string_agg(lpad((('x' || left(gen_random_uuid()::text, 7))::bit(28)::int % 1000000)::text, 6, '0'), '') as digits
        from generate_series(1, (n + 5) / 6)) as drawn
$$;
