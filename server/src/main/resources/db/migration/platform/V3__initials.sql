-- The initials by which people type Chinese: of each Han character the first letter of its pinyin, everything else as it is, in lower
-- case. ICU's order by pinyin has a mark before the first character of each letter (CLDR, index characters): where a character stands
-- among the marks tells its letter. A character with several readings counts by the one that it is ordered by.
create function platform.initials(value text) returns text language plpgsql immutable parallel safe as $$
declare
    letters constant text := 'abcdefghjklmnopqrstwxyz';
    marks constant text[] := string_to_array(
        E'\uFDD0A \uFDD0B \uFDD0C \uFDD0D \uFDD0E \uFDD0F \uFDD0G \uFDD0H \uFDD0J \uFDD0K \uFDD0L \uFDD0M \uFDD0N \uFDD0O \uFDD0P \uFDD0Q \uFDD0R \uFDD0S \uFDD0T \uFDD0W \uFDD0X \uFDD0Y \uFDD0Z',
        ' ');
    initials text := '';
    sign text;
    point integer;
begin
    for i in 1..char_length(value) loop
        sign := substr(value, i, 1);
        point := ascii(sign);
        if point between 13312 and 40959 or point >= 131072 then
            sign := substr(letters, greatest(1, width_bucket(sign collate platform.pinyin, marks)), 1);
        end if;
        initials := initials || sign;
    end loop;
    return lower(initials);
end $$;

-- What an index for finding any part of a text holds where its initials find it too.
create function platform.search_grams(value text) returns text[] language sql immutable parallel safe as $$
    select platform.grams(value) || platform.grams(platform.initials(value))
$$;
