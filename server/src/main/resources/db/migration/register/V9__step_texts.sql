-- From here on a step is kept as the key of a text and what stands in it, so that it can be read in any language; what was kept before
-- are sentences in one.
update register.release set steps = '[]';
