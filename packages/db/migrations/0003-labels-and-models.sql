-- Labelling on many machines, and the registry's history.

create table label_run (
  id integer generated always as identity primary key,
  spec_digest text not null unique check (spec_digest ~ '^[0-9a-f]{64}$'),
  spec jsonb not null,
  n_shards integer not null check (n_shards > 0),
  started_at timestamptz not null default now()
);
comment on table label_run is 'Data sets that are being labelled; a run goes once its data set is written';
comment on column label_run.spec_digest is 'SHA-256 of all that the data set follows from: the same data set has one run';

create table label_shard (
  run integer not null references label_run on delete cascade,
  shard integer not null check (shard >= 0),
  n_rows integer not null check (n_rows >= 0),
  content bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  worker text not null,
  seconds real not null check (seconds >= 0),
  finished_at timestamptz not null default now(),
  primary key (run, shard)
);
comment on table label_shard is 'Labelled rows by shard, as Parquet; the first that returns a shard wins, all return the same';

create table model_promotion (
  id integer generated always as identity primary key,
  model integer not null references model on delete cascade,
  previous integer references model on delete set null,
  reason text not null,
  promoted_at timestamptz not null default now()
);
comment on table model_promotion is 'Which model was served from when on, and which one before it';
create index model_promotion_by_model on model_promotion (model);

create table training_run (
  id integer generated always as identity primary key,
  status text not null default 'running' check (status in ('running', 'succeeded', 'failed', 'interrupted')),
  dataset integer references dataset on delete set null,
  options jsonb not null,
  metrics jsonb not null default '{}',
  model integer references model on delete set null,
  outcome text,
  pid integer not null,
  host text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((status = 'running') = (finished_at is null)),
  check (status = 'running' or outcome is not null)
);
comment on table training_run is 'The experiment log: one row per training, with options, metrics and what became of the model';
create index training_run_by_time on training_run (started_at desc);

create table model_matrix (
  model integer primary key references model on delete cascade,
  forms text[] not null,
  content bytea not null,
  created_at timestamptz not null default now(),
  check (octet_length(content) = cardinality(forms) * cardinality(forms))
);
comment on table model_matrix is 'What a model says of every two forms with their standard sets';
comment on column model_matrix.content is 'One byte a pair, row by row in the order of forms: the chance of the row''s form to win times 255, rounded';
