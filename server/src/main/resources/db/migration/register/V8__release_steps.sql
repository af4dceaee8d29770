-- What was done to the tables when a model was installed, so that people can read it later; empty for releases before this column.
alter table register.release add column steps jsonb not null default '[]';
