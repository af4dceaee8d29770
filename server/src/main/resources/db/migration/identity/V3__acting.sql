-- The organisation in whose name a session acts: only the roles held at it count. Null: all that the account holds.
alter table identity.session add column acting uuid;
