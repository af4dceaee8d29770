-- One person, one account: what is said of oneself in the registers is shown to one account only. The elder keeps the name.
update identity.account a set person = null
where exists (select from identity.account elder where elder.person = a.person and elder.id < a.id);

create unique index account_person on identity.account (person);
