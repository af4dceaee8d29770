-- A new record's draft stands under the id that the record is to have, so that several can be begun; it has no version.
delete from desk.draft where record = '00000000-0000-0000-0000-000000000000' and id is null;
update desk.draft set record = id, version = null where record = '00000000-0000-0000-0000-000000000000';
alter table desk.draft drop column id;
-- Why the record is changed; sealed like the values.
alter table desk.draft add column sealed_reason bytea;
