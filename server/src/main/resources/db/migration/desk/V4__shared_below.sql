-- Shared with those who hold a role at an organisation below shared_at, too.
alter table desk.saved_view add column shared_below boolean not null default false;
alter table desk.saved_view add check (not shared_below or (shared and shared_at is not null));
