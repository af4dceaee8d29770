-- Which files of packs have been brought in, so that a start that finds nothing new is quick, and no demo data come back once changed.
create table register.seed (
    pack   text not null,
    file   text not null,
    digest bytea not null,
    demo   boolean not null,
    primary key (pack, file)
);
