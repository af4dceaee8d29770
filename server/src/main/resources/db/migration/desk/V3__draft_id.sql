-- The id that a new record is to have, so that it is made once, however often it is sent.
alter table desk.draft add column id uuid;
