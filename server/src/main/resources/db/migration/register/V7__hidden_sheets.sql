-- The names of a workbook's sheets that were not read, as an array.
alter table register.import add column hidden_sheets jsonb;
