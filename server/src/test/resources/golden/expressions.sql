-- end == null || end > today
((r."end" is null) or (r."end" > ?::date))
-- [TODAY]

-- name == '?' || name == "it's"
((r.name = ?::text and r.name is not null) or (r.name = ?::text and r.name is not null))
-- [?, it's]

-- kind != 'a'
(not (r.kind = ?::text and r.kind is not null))
-- [a]

-- kind in ['a', 'b']
(r.kind in (?::text, ?::text))
-- [a, b]

-- count == 10 && amount > 1.5 && count + 1 > amount
(((r.count = ?::bigint and r.count is not null) and (r.amount > ?::numeric)) and ((r.count::numeric + ?::numeric) > r.amount))
-- [10, 1.5, 1]

-- size(name) <= 10
(char_length(r.name) <= ?::bigint)
-- [10]

-- name < note
(r.name collate "C" < r.note)
-- []

-- name == note
(r.name collate "C" is not distinct from r.note)
-- []

-- name.contains('100%') && name.startsWith('甲') && name.endsWith(note)
(((strpos(r.name collate "C", ?::text) > 0) and starts_with(r.name collate "C", ?::text)) and (right(r.name, char_length(r.note)) collate "C" = r.note))
-- [100%, 甲]

-- end - start > days(30)
((r."end" - r."start") > ?::bigint)
-- [30]

-- start + days(30) < today && start - days(count) > date("2026-01-01")
(((r."start" + ?::integer) < ?::date) and ((case when r.count between -100000 and 100000 then r."start" - r.count::integer end) > ?::date))
-- [30, TODAY, 2026-01-01]

-- own ? count > 1 : lent
(case r.own when true then (r.count > ?::bigint) when false then r.lent end)
-- [1]

-- self in scope
exists (select from thing_path e1 where e1.descendant = r.id and e1.ancestor = any(?::uuid[]) offset 0)
-- [SCOPE]

-- parent in scope || place.head in scope
(exists (select from thing_path e1 where e1.descendant = r.parent and e1.ancestor = any(?::uuid[]) offset 0) or exists (select from thing_path e2 where e2.descendant = (select e3.head from place e3 where e3.id = r.place) and e2.ancestor = any(?::uuid[]) offset 0))
-- [SCOPE, SCOPE]

-- place.head == me
((select e1.head from place e1 where e1.id = r.place) is not distinct from coalesce(?::uuid, '00000000-0000-0000-0000-000000000000'))
-- [ME]

-- parent == me || parent == self
((r.parent = coalesce(?::uuid, '00000000-0000-0000-0000-000000000000') and r.parent is not null) or (r.parent is not distinct from r.id))
-- [ME]

-- parent.place.name == 'x'
((select e1.name from place e1 where e1.id = (select e2.place from thing e2 where e2.id = r.parent)) collate "C" is not distinct from ?::text)
-- [x]

-- place_name == home_name
((select e1.name from place e1 where e1.id = r.place) collate "C" is not distinct from (select e2.name from place e2 where e2.id = (select e3.place from thing e3 where e3.id = r.parent)))
-- []

-- active
((r."end" is null) or (r."end" > ?::date))
-- [TODAY]

-- place.open
(select (e1.founded <= ?::date) from place e1 where e1.id = r.place)
-- [TODAY]

-- parent.placed
(select ((select (e2.founded <= ?::date) from place e2 where e2.id = e1.place) and ((e1."end" is null) or (e1."end" > ?::date))) from thing e1 where e1.id = r.parent)
-- [TODAY, TODAY]

-- old.kind != kind && old.parent.kind == 'a'
((not (o.kind collate "C" is not distinct from r.kind)) and ((select e1.kind from thing e1 where e1.id = o.parent) collate "C" is not distinct from ?::text))
-- [a]

-- old.active
((o."end" is null) or (o."end" > ?::date))
-- [TODAY]

-- places.exists(p, p.own == true)
exists (select from thing_places e1 where e1.owner = r.id and ((select e2.own from place e2 where e2.id = e1.value) is not distinct from true))
-- []

-- places.exists(p, p.seats > count)
(exists (select from thing_places e1 where e1.owner = r.id and ((select e2.seats from place e2 where e2.id = e1.value) > r.count)) or nullif(exists (select from thing_places e1 where e1.owner = r.id and ((select e3.seats from place e3 where e3.id = e1.value) > r.count) is null), true))
-- []

-- kinds.exists(k, k == 'a') && !kinds.exists(k, k == 'b')
(exists (select from thing_kinds e1 where e1.owner = r.id and (e1.value = ?::text and e1.value is not null)) and (not exists (select from thing_kinds e2 where e2.owner = r.id and (e2.value = ?::text and e2.value is not null))))
-- [a, b]

-- place.tags.exists(t, t == 'x')
(case when r.place is not null then exists (select from place_tags e1 where e1.owner = r.place and (e1.value = ?::text and e1.value is not null)) end)
-- [x]

-- places.exists(p, p.led)
(exists (select from thing_places e1 where e1.owner = r.id and (select ((select ((e3."end" is null) or (e3."end" > ?::date)) from thing e3 where e3.id = e2.head) or exists (select from thing_path e4 where e4.descendant = e2.head and e4.ancestor = any(?::uuid[]) offset 0)) from place e2 where e2.id = e1.value)) or nullif(exists (select from thing_places e1 where e1.owner = r.id and (select ((select ((e6."end" is null) or (e6."end" > ?::date)) from thing e6 where e6.id = e5.head) or exists (select from thing_path e7 where e7.descendant = e5.head and e7.ancestor = any(?::uuid[]) offset 0)) from place e5 where e5.id = e1.value) is null), true))
-- [TODAY, SCOPE, TODAY, SCOPE]

-- size(places) == 0 && place.tags.size() > 1
(((select count(*) from thing_places e1 where e1.owner = r.id) is not distinct from ?::bigint) and ((case when r.place is not null then (select count(*) from place_tags e2 where e2.owner = r.place) end) > ?::bigint))
-- [0, 1]

