-- What an account did, and which records were shown among others.
create index evidence_actor on platform.evidence (actor, id) where actor is not null;
create index evidence_shown on platform.evidence using gin ((detail -> 'records') jsonb_path_ops) where action = 'read';
