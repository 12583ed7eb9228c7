-- The solver's values of every two forms with their standard sets.

create table standard_matrix (
  data_version integer primary key references data_version on delete cascade,
  spec_digest text not null check (spec_digest ~ '^[0-9a-f]{64}$'),
  forms text[] not null,
  nodes integer not null check (nodes > 0),
  rows_done integer not null default 0 check (rows_done >= 0 and rows_done <= cardinality(forms)),
  content bytea not null default '',
  updated_at timestamptz not null default now()
);
comment on table standard_matrix is 'What the solver says of every two forms with their standard sets; filled row by row';
comment on column standard_matrix.spec_digest is 'SHA-256 of all that the values follow from: another one begins anew';
comment on column standard_matrix.content is 'Two bytes a pair, low byte first, each row from its diagonal on: chance in thousandths · 64 + slots of both opening moves · 16 and · 4 + class of its range';
