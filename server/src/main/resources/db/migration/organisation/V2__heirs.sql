-- Who took over, in whose history the event stands too, though it may have changed nothing of theirs.
alter table organisation.event add column heirs uuid[] not null default '{}';
create index event_heirs on organisation.event using gin (heirs);
