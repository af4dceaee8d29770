-- Of each Han character the first letter of its pinyin, everything else as it is, in lower case. ICU's order by pinyin has a mark before
-- the first character of each letter (CLDR, index characters): where a character stands among the marks tells its letter.
create function platform.first_letters(value text) returns text language plpgsql immutable parallel safe as $$
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

-- The initials by which people type Chinese. The order knows one reading of a character; those that have another in names of places and
-- people (长 of 长沙, 重 of 重庆, 单 as a surname) are read both ways, on a second line.
create function platform.initials(value text) returns text language plpgsql immutable parallel safe as $$
declare
    named constant text := translate(value,
        '长重厦朝单曾行会藏覃解仇查翟系贾区召乐尉蔚传调种降卜沈秘繁句弹奇盛车参',
        '常虫下潮善增杭快葬秦谢求扎宅西甲欧照勒玉玉船条虫香补审必婆勾谈机成居深');
begin
    if named = value then
        return platform.first_letters(value);
    end if;
    return platform.first_letters(value) || chr(10) || platform.first_letters(named);
end $$;

-- What an index for finding any part of a text holds where its initials find it too.
create function platform.search_grams(value text) returns text[] language sql immutable parallel safe as $$
    select platform.grams(value) || platform.grams(platform.initials(value))
$$;
