alter table form add column sprite text check (sprite ~ '^[a-z0-9_-]+(/[a-z0-9_-]+)*\.png$');
comment on column form.sprite is 'PNG below PokéAPI''s folder of sprites; null where the form has none of its own';
